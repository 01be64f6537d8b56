// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import java.util.Set;

/**
 * What an Observation's value says. A presence is positive or negative, a number high, normal or low; {@code PAST} is a habit
 * that was given up, {@code INCONCLUSIVE} a test that the laboratory could not decide.
 */
enum TestResult {
    POSITIVE,
    NEGATIVE,
    PAST,
    INCONCLUSIVE,
    HIGH,
    NORMAL,
    LOW;

    /** A value that may say anything. */
    static final Set<TestResult> ANY = Set.of(values());
}
