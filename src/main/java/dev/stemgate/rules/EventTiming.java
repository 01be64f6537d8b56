// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.DateRange;
import dev.stemgate.model.ObservationFact;
import dev.stemgate.model.ProcedureFact;
import dev.stemgate.model.When;
import java.util.Optional;

/**
 * When something happened that has no activity: a Procedure or an Observation (MODEL §3, Dates).
 *
 * @param last the date that windows look at; empty when undated
 * @param shown the date as recorded
 * @param planned it lies in the future and is not done yet
 */
record EventTiming(Optional<LastDate> last, Optional<DateRange> shown, boolean planned) {

    private static final EventTiming UNDATED = new EventTiming(Optional.empty(), Optional.empty(), false);

    /** A Period gives its end; without one the Procedure ended some time from its start to as-of. */
    static EventTiming of(ProcedureFact procedure, Optional<DateRange> birthDate, EvaluationDay day) {
        ClinicalDates performed = ClinicalDates.of(procedure.performed(), birthDate);
        boolean done = procedure.status() == ProcedureFact.Status.COMPLETED;
        boolean open = performed.end().isEmpty()
                && procedure.performed().isPresent()
                && procedure.performed().get() instanceof When.Span;
        if (!open) {
            return at(performed.end().isPresent() ? performed.end() : performed.start(), done, day);
        }
        return performed
                .start()
                .filter(start -> day.hasCome(start.earliest()))
                .map(start -> new EventTiming(
                        Optional.of(
                                procedure.status() == ProcedureFact.Status.IN_PROGRESS
                                        ? LastDate.asOf(day)
                                        : LastDate.since(start.earliest(), day)),
                        Optional.of(start),
                        false))
                .orElseGet(() -> at(performed.start(), done, day));
    }

    /** {@code issued} only where {@code effective} is missing. */
    static EventTiming of(ObservationFact observation, Optional<DateRange> birthDate, EvaluationDay day) {
        ClinicalDates effective = ClinicalDates.of(observation.effective(), birthDate);
        Optional<DateRange> date = effective.end().isPresent() ? effective.end() : effective.start();
        return at(observation.effective().isPresent() ? date : observation.issued(), true, day);
    }

    private static EventTiming at(Optional<DateRange> date, boolean done, EvaluationDay day) {
        if (date.isEmpty()) {
            return UNDATED;
        }
        boolean come = day.hasCome(date.get().earliest());
        return new EventTiming(
                Optional.of(come ? LastDate.cutOff(date.get(), day) : LastDate.asOf(day)), date, !come && !done);
    }
}
