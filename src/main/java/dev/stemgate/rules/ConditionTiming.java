// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.ConditionFact;
import dev.stemgate.model.DateRange;
import dev.stemgate.model.When;
import java.time.Period;
import java.util.List;
import java.util.Optional;

/** Reads clinical status and dates of a Condition at a date (MODEL §3, table Condition, and Dates). */
final class ConditionTiming {

    private final ConditionFact condition;
    private final ClinicalDates onset;
    private final ClinicalDates abatement;
    private final EvaluationDay day;
    private final Period encounterActive;

    ConditionTiming(ConditionFact condition, Optional<DateRange> birthDate, EvaluationDay day, Period encounterActive) {
        this.condition = condition;
        this.onset = ClinicalDates.of(condition.onset(), birthDate);
        this.abatement = ClinicalDates.of(condition.abatement(), birthDate);
        this.day = day;
        this.encounterActive = encounterActive;
    }

    Optional<DateRange> onset() {
        return onset.start();
    }

    /** The end as recorded: {@code abatement[x]} where there is one, else the end of an onset Period. */
    Optional<DateRange> recordedEnd() {
        if (condition.abatement().isEmpty()) {
            return onset.end();
        }
        return abatedInAPeriod() ? abatement.end() : abatement.start();
    }

    private boolean abatedInAPeriod() {
        return condition.abatement().filter(When.Span.class::isInstance).isPresent();
    }

    /** The later of onset and recordedDate, or the one that is there. */
    Optional<DateRange> recorded() {
        return ClinicalDates.later(onset.start(), condition.recordedDate());
    }

    List<ConditionReading> readings() {
        Answer.Verdict abated = abatedInThePast();
        return switch (condition.clinicalStatus()) {
            case ACTIVE, RECURRENCE, RELAPSE ->
                List.of(active(
                        switch (abated) {
                            case YES -> "it is marked active but abated in the past";
                            case STRADDLES -> "it is marked active but may have abated already";
                            case NO -> "";
                        }));
            case INACTIVE, REMISSION, RESOLVED -> List.of(ended());
            case MISSING -> withoutStatus(abated);
        };
    }

    private List<ConditionReading> withoutStatus(Answer.Verdict abated) {
        return switch (abated) {
            case YES -> List.of(ended());
            case STRADDLES -> List.of(active(encounterDoubt()), ended());
            case NO -> List.of(active(encounterDoubt()));
        };
    }

    private String encounterDoubt() {
        if (!condition.encounterDiagnosis()) {
            return "";
        }
        boolean recent = activeDate()
                .map(date -> date.within(encounterActive, day) == Answer.Verdict.YES)
                .orElse(false);
        return recent
                ? ""
                : "it is an encounter diagnosis without a clinical status, and not certainly of the last "
                        + PeriodWords.of(encounterActive);
    }

    /** Whether any abatement lies before as-of; one that is only a text is an end of unknown date. */
    private Answer.Verdict abatedInThePast() {
        Optional<DateRange> end = recordedEnd();
        if (end.isPresent()) {
            if (day.isPast(end.get().latest())) {
                return Answer.Verdict.YES;
            }
            return day.isPast(end.get().earliest()) ? Answer.Verdict.STRADDLES : Answer.Verdict.NO;
        }
        if (condition.abatement().isEmpty()) {
            return Answer.Verdict.NO;
        }
        boolean begun =
                abatement.start().map(start -> day.hasCome(start.earliest())).orElse(true);
        return begun ? Answer.Verdict.YES : Answer.Verdict.NO;
    }

    /** A date in the future counts as as-of: a Condition that is active, also for want of a status, is not planned. */
    private ConditionReading active(String doubt) {
        return new ConditionReading(true, doubt, activeDate());
    }

    private Optional<LastDate> activeDate() {
        return recorded().map(this::upToAsOf);
    }

    private ConditionReading ended() {
        Optional<DateRange> end = recordedEnd();
        boolean unresolvable = end.isEmpty() && condition.abatement().isPresent() && !abatedInAPeriod();
        if (unresolvable) {
            return new ConditionReading(false, "", Optional.empty());
        }
        Optional<DateRange> known = end.or(abatement::start).or(this::recorded);
        boolean planned = known.map(date -> !day.hasCome(date.earliest())).orElse(false);
        String why = planned ? "its date lies in the future" : "";
        Optional<LastDate> date = end.isPresent()
                ? end.map(this::upToAsOf)
                : known.map(start ->
                        day.hasCome(start.earliest()) ? LastDate.since(start.earliest(), day) : LastDate.asOf(day));
        return new ConditionReading(false, why, date);
    }

    private LastDate upToAsOf(DateRange date) {
        return day.hasCome(date.earliest()) ? LastDate.cutOff(date, day) : LastDate.asOf(day);
    }
}
