// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Code;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What one value of an Observation says, as far as it can be read. A number such as {@code < 5} can be more than one thing.
 *
 * @param results every result that the value allows; empty when it cannot be read
 * @param words the value in words, or why it cannot be read
 * @param toClassify the answer's code, where nobody has said what it means
 */
record ValueReading(Set<TestResult> results, String words, Optional<Code> toClassify) {

    private static final Set<TestResult> INCONCLUSIVE = Set.of(TestResult.INCONCLUSIVE);

    ValueReading {
        results = TestResult.setOf(results);
        Objects.requireNonNull(words, "words");
        Objects.requireNonNull(toClassify, "toClassify");
    }

    static ValueReading of(Set<TestResult> results, String words) {
        if (results.isEmpty()) {
            throw new IllegalArgumentException("a value that was read says something");
        }
        return new ValueReading(results, words, Optional.empty());
    }

    static ValueReading unreadable(String why) {
        return new ValueReading(Set.of(), why, Optional.empty());
    }

    static ValueReading unknownAnswer(Code answer) {
        return new ValueReading(Set.of(), "nobody has classified its answer yet", Optional.of(answer));
    }

    /** It cannot be read, or the laboratory could not decide. */
    boolean isOpen() {
        return !isReadable() || results.equals(INCONCLUSIVE);
    }

    boolean isReadable() {
        return !results.isEmpty();
    }
}
