// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.DateRange;
import dev.stemgate.model.RecommendedCheck;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        List<RecommendedCheck> due = new ArrayList<>();
        for (CheckRule rule : rules()) {
            due.add(new RecommendedCheck(rule.id(), rule.title(), lastResultOn(rule), rule.why()));
        }
        return due;
    }

    /** The titles of the checks that are due for a criterion. */
    List<String> dueFor(Criterion criterion) {
        return rules().stream()
                .filter(rule -> rule.criterion().equals(criterion.id()))
                .map(CheckRule::title)
                .toList();
    }

    private List<CheckRule> rules() {
        List<CheckRule> rules = new ArrayList<>();
        for (CheckRule rule : situation.model().evidence().checks()) {
            if (concernsThePerson(rule) && !isSettled(rule)) {
                rules.add(rule);
            }
        }
        return rules;
    }

    private boolean concernsThePerson(CheckRule rule) {
        for (PersonTest test : rule.whom()) {
            if (test.ask(situation).verdict() == Answer.Verdict.NO) {
                return false;
            }
        }
        return true;
    }

    private boolean isSettled(CheckRule rule) {
        for (String test : rule.tests()) {
            for (ReadObservation answer : situation.patient().answers(test)) {
                if (answer.counts() && answer.reading().isReadable() && settles(rule, answer)) {
                    return true;
                }
            }
        }
        return false;
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
        Optional<LocalDate> last = Optional.empty();
        for (String test : rule.tests()) {
            for (ReadObservation answer : situation.patient().answers(test)) {
                if (answer.counts() && answer.reading().isReadable()) {
                    Optional<LocalDate> day =
                            situation.timing(answer.fact()).shown().map(DateRange::latest);
                    if (day.isPresent()
                            && situation.day().hasCome(day.get())
                            && (last.isEmpty() || day.get().isAfter(last.get()))) {
                        last = day;
                    }
                }
            }
        }
        return last;
    }
}
