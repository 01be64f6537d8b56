// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.ClinicalStatus;
import dev.stemgate.model.ConditionFact;
import dev.stemgate.model.DateRange;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** The end as recorded: {@code abatement[x]}, or the end of an onset Period; the later where both are there. */
    Optional<DateRange> recordedEnd() {
        Optional<DateRange> own = condition.abatement().isEmpty() ? Optional.empty() : ownEnd();
        return Stream.of(own, onset.end()).flatMap(Optional::stream).reduce(DateRange::later);
    }

    private Optional<DateRange> ownEnd() {
        boolean period = condition
                .abatement()
                .filter(dev.stemgate.model.When.Span.class::isInstance)
                .isPresent();
        return period ? abatement.end() : abatement.start();
    }

    /** The later of onset and recordedDate, or the one that is there. */
    Optional<DateRange> recorded() {
        return Stream.of(onset.start(), condition.recordedDate())
                .flatMap(Optional::stream)
                .reduce(DateRange::later);
    }

    List<ConditionReading> readings() {
        Answer.Verdict abated = abatedInThePast();
        return switch (condition.clinicalStatus()) {
            case ACTIVE, RECURRENCE, RELAPSE ->
                List.of(active(abated == Answer.Verdict.YES ? "it is marked active but abated in the past" : ""));
            case INACTIVE, REMISSION, RESOLVED -> List.of(ended(""));
            case MISSING -> withoutStatus(abated);
        };
    }

    private List<ConditionReading> withoutStatus(Answer.Verdict abated) {
        return switch (abated) {
            case YES -> List.of(ended(""));
            case STRADDLES -> List.of(active("it may have abated already"), ended("it may not have abated yet"));
            case NO -> List.of(active(condition.encounterDiagnosis() ? encounterDoubt() : ""));
        };
    }

    private String encounterDoubt() {
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

    private ConditionReading active(String doubt) {
        boolean planned = recorded().map(date -> !day.hasCome(date.earliest())).orElse(false);
        boolean saysActive = condition.clinicalStatus() != ClinicalStatus.MISSING;
        String why = doubt.isEmpty() && planned && !saysActive ? "its date lies in the future" : doubt;
        return new ConditionReading(true, why, activeDate());
    }

    private Optional<LastDate> activeDate() {
        return recorded().map(this::upToAsOf);
    }

    private ConditionReading ended(String doubt) {
        Optional<DateRange> end = recordedEnd();
        Optional<DateRange> known = end.or(this::recorded);
        boolean planned = known.map(date -> !day.hasCome(date.earliest())).orElse(false);
        String why = doubt.isEmpty() && planned ? "its date lies in the future" : doubt;
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
