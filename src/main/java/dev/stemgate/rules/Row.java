// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One row of a criterion: records that the selector picks and that pass every test give the level.
 *
 * @param level what it gives
 * @param says the row in words
 * @param selector which codes of which records
 * @param tests what must hold; all of them
 */
record Row(Level level, String says, Selector selector, List<RowTest> tests) {

    /** {@link #NOT_COUNTED} rows only explain: "stale problem to close". */
    enum Level {
        PRESENT,
        POSSIBLE,
        NOT_COUNTED
    }

    Row {
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(says, "says");
        Objects.requireNonNull(selector, "selector");
        tests = List.copyOf(tests);
    }

    /** The results of a test that a row about Observations asks for; empty for any other row. */
    Set<TestResult> results() {
        return tests.stream()
                .filter(RecordTest.ResultIs.class::isInstance)
                .map(RecordTest.ResultIs.class::cast)
                .flatMap(test -> test.results().stream())
                .collect(Collectors.toSet());
    }
}
