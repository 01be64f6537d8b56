// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.RecommendedCheck;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which checks are due: those without a certain, settled and certainly recent result. A doubtful, undated or straddling
 * result settles nothing.
 */
final class RecommendedChecks {

    private final Situation situation;

    RecommendedChecks(Situation situation) {
        this.situation = situation;
    }

    /** The checks that are due, in the order of the model. */
    List<RecommendedCheck> due() {
        return rules().map(rule -> new RecommendedCheck(rule.id(), rule.title(), lastResultOn(rule), rule.why()))
                .toList();
    }

    /** The titles of the checks that are due for a criterion. */
    List<String> dueFor(Criterion criterion) {
        return rules().filter(rule -> rule.criterion().equals(criterion.id()))
                .map(CheckRule::title)
                .toList();
    }

    private Stream<CheckRule> rules() {
        return situation.model().evidence().checks().stream()
                .filter(this::concernsThePerson)
                .filter(rule -> answers(rule).noneMatch(answer -> settles(rule, answer)));
    }

    private boolean concernsThePerson(CheckRule rule) {
        return rule.whom().stream().noneMatch(test -> test.ask(situation).verdict() == Answer.Verdict.NO);
    }

    private Stream<ReadObservation> answers(CheckRule rule) {
        return rule.tests().stream()
                .flatMap(test -> situation.patient().answers(test).stream())
                .filter(ReadObservation::counts)
                .filter(answer -> answer.reading().isReadable());
    }

    private boolean settles(CheckRule rule, ReadObservation answer) {
        return ObservationStanding.doubt(answer.fact()).isEmpty()
                && rule.results().containsAll(answer.reading().results())
                && situation
                        .timing(answer.fact())
                        .last()
                        .filter(last -> last.within(rule.within(), situation.day()) == Answer.Verdict.YES)
                        .isPresent();
    }

    /** The latest day of a result, whatever it says, that lies not after as-of. */
    private Optional<LocalDate> lastResultOn(CheckRule rule) {
        return answers(rule)
                .map(answer -> situation.timing(answer.fact()).shown())
                .flatMap(Optional::stream)
                .map(date -> date.latest())
                .filter(situation.day()::hasCome)
                .max(Comparator.naturalOrder());
    }
}
