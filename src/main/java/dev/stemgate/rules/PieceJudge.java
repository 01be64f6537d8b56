// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Evidence.Weight;
import dev.stemgate.rules.RowMatcher.Ruling;
import dev.stemgate.terminology.Match;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the finders of evidence for one criterion share: its rows, its lists, and how they put doubt into words. */
final class PieceJudge {

    private final Criterion criterion;
    private final Situation situation;
    private final RowMatcher matcher;

    PieceJudge(Criterion criterion, Situation situation) {
        this.criterion = criterion;
        this.situation = situation;
        this.matcher = new RowMatcher(criterion.rows(), situation);
    }

    Criterion criterion() {
        return criterion;
    }

    Situation situation() {
        return situation;
    }

    /** The code lists that rows about this kind of record name. */
    Set<String> lists(Selector.Kind kind) {
        Set<String> lists = new HashSet<>();
        criterion.rows().stream()
                .map(Row::selector)
                .filter(selector -> selector.record().covers(kind))
                .forEach(selector -> lists.addAll(selector.lists()));
        return lists;
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
        return criterion.endedBy().map(rule -> rule.isEnding(match)).orElse(false);
    }

    boolean isAftermath(Match match) {
        return criterion.endedBy().map(rule -> rule.isAftermath(match)).orElse(false);
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
        return Stream.of(doubts).filter(text -> !text.isEmpty()).findFirst().orElse("");
    }
}
