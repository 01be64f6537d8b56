// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.rules.RowMatcher.Ruling;
import dev.stemgate.terminology.Match;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How one code bears on one criterion, whoever has it and whenever: by which rows, and whether it ends what others tell of.
 * Immutable.
 *
 * @param scope the criterion, and what it looks at
 * @param match the code and its place in the lists
 * @param rows the rows that pick it, in the order of the file
 * @param isEnding it ends a pregnancy
 */
record Bearing(CriterionScope scope, Match match, List<Row> rows, boolean isEnding) {

    Bearing {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(match, "match");
        rows = List.copyOf(rows);
    }

    Criterion criterion() {
        return scope.criterion();
    }

    /** What a record with the code says. A code of the criterion's own list is always shown; one of another only where a row is about it. */
    Optional<Ruling> judge(Subject subject, Situation situation) {
        if (isEnding) {
            return Optional.of(Endings.ruling(criterion().endedBy().get(), subject, situation));
        }
        if (rows.isEmpty()) {
            return match.criterion().equals(criterion().id())
                    ? Optional.of(Ruling.notCounted(() -> "no rule of this criterion is about such a code"))
                    : Optional.empty();
        }
        return RowMatcher.judge(rows, subject, situation);
    }

    /** It tells of the time after an ending. */
    boolean isAftermath() {
        return criterion().endedBy().isPresent() && criterion().endedBy().get().isAftermath(match);
    }

    /** Why a record with it is suggestive only; empty when it is definite. */
    String doubt() {
        return switch (match.basis()) {
            case CODE, SERVER -> "";
            case CODE_AGAINST_DISPLAY -> "its code and its display name different things";
            case WORDS -> "only its words match";
        };
    }

    static String firstDoubt(String... doubts) {
        for (String doubt : doubts) {
            if (!doubt.isEmpty()) {
                return doubt;
            }
        }
        return "";
    }
}
