// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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

    /** Every set of results, by the bits of its members. */
    private static final List<Set<TestResult>> SETS = IntStream.range(0, 1 << values().length)
            .mapToObj(bits -> Arrays.stream(values())
                    .filter(result -> (bits & 1 << result.ordinal()) != 0)
                    .collect(Collectors.toUnmodifiableSet()))
            .toList();

    private static final List<String> WORDS = SETS.stream()
            .map(set -> set.stream()
                    .sorted()
                    .map(result -> result.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" or ")))
            .toList();

    /** These results as a person reads them: {@code positive or inconclusive}. */
    static String words(Set<TestResult> results) {
        return WORDS.get(bits(results));
    }

    /** The set of these results, immutable: always the same object for equal sets. */
    static Set<TestResult> setOf(Collection<TestResult> results) {
        return SETS.get(bits(results));
    }

    private static int bits(Collection<TestResult> results) {
        int bits = 0;
        for (TestResult result : results) {
            bits |= 1 << result.ordinal();
        }
        return bits;
    }
}
