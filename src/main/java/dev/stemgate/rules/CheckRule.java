// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import java.time.Period;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A check that is recommended unless there is a recent negative result (MODEL §2, Recommended checks).
 *
 * @param id stable id, for instance {@code pregnancy-test}
 * @param title what to check
 * @param why one sentence, with the mark of its source
 * @param criterion whose finding is unknown while the check is due, where a site requires checks
 * @param tests the tests that answer it; any of them
 * @param results the results that settle it
 * @param within how recent the result must be
 * @param whom of whom it is asked: tests of the person, all of which must not fail
 */
record CheckRule(
        String id,
        String title,
        String why,
        String criterion,
        Set<String> tests,
        Set<TestResult> results,
        Period within,
        List<PersonTest> whom) {

    CheckRule {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(criterion, "criterion");
        tests = Set.copyOf(tests);
        results = Set.copyOf(results);
        Objects.requireNonNull(within, "within");
        whom = List.copyOf(whom);
    }
}
