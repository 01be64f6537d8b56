// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Evidence.Weight;
import dev.stemgate.rules.RowMatcher.Ruling;
import dev.stemgate.terminology.Match;
import java.util.Optional;

/** What the finders of evidence for one criterion share: its rows, its lists, and how they put doubt into words. */
final class PieceJudge {

    private final CriterionScope scope;
    private final Criterion criterion;
    private final Situation situation;
    private final RowMatcher matcher;

    PieceJudge(CriterionScope scope, Situation situation) {
        this.scope = scope;
        this.criterion = scope.criterion();
        this.situation = situation;
        this.matcher = new RowMatcher(scope, situation);
    }

    CriterionScope scope() {
        return scope;
    }

    Criterion criterion() {
        return criterion;
    }

    Situation situation() {
        return situation;
    }

    Optional<Ruling> byRows(Subject subject) {
        return matcher.judge(subject);
    }

    /** A code of the criterion's own list is always shown; one of another list only where a row is about it. */
    Optional<Ruling> rule(Subject subject) {
        return matcher.judge(subject).or(() -> Optional.of(subject.match().criterion())
                .filter(criterion.id()::equals)
                .map(own -> notCounted("no rule of this criterion is about such a code")));
    }

    boolean isEnding(Match match) {
        return criterion.endedBy().isPresent() && criterion.endedBy().get().isEnding(match);
    }

    boolean isAftermath(Match match) {
        return criterion.endedBy().isPresent() && criterion.endedBy().get().isAftermath(match);
    }

    static Ruling notCounted(String why) {
        return new Ruling(Weight.NOT_COUNTED, "It does not count: " + why + ".", false);
    }

    static String doubt(Match match) {
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
