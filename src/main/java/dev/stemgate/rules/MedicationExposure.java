// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.DateRange;
import dev.stemgate.model.MedicationFact;
import dev.stemgate.model.MedicationFact.Status;
import dev.stemgate.model.When;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;

/** The last exposure of a medication record at a date (MODEL §3, Dates). */
final class MedicationExposure {

    private static final String PLANNED = "its date lies in the future";

    private final MedicationFact medication;
    private final EvaluationDay day;
    private final Period assumedCourse;
    private final String doubt;

    /** @param assumedCourse how long after authoredOn a Request without an end may have been taken */
    MedicationExposure(MedicationFact medication, EvaluationDay day, Period assumedCourse) {
        this.medication = medication;
        this.day = day;
        this.assumedCourse = assumedCourse;
        this.doubt = MedicationStanding.doubt(medication);
    }

    Exposure exposure() {
        return switch (medication.kind()) {
            case STATEMENT -> statement();
            case REQUEST -> request();
            case ADMINISTRATION -> administration();
            case DISPENSE -> dispense();
        };
    }

    /** Given at a time or over a Period; one that goes on without an end reaches up to as-of. */
    private Exposure administration() {
        ClinicalDates effective = ClinicalDates.of(medication.effective(), Optional.empty());
        Optional<DateRange> start = effective.start();
        boolean open =
                medication.effective().filter(When.Span.class::isInstance).isPresent()
                        && effective.end().isEmpty();
        if (medication.status() == Status.ACTIVE && (open || start.isEmpty())) {
            return new Exposure(Optional.of(LastDate.asOf(day)), start, doubt);
        }
        if (open && start.isPresent() && day.hasCome(start.get().earliest())) {
            return new Exposure(Optional.of(LastDate.since(start.get().earliest(), day)), start, doubt);
        }
        return effective
                .end()
                .or(() -> start)
                .map(date -> upToAsOf(date, start))
                .orElse(new Exposure(Optional.empty(), start, doubt));
    }

    /** What was handed over lasts for its daysSupply; without one as long as a Request without an end. */
    private Exposure dispense() {
        Optional<DateRange> handed =
                ClinicalDates.of(medication.effective(), Optional.empty()).start();
        if (handed.isEmpty()) {
            return new Exposure(Optional.empty(), handed, doubt);
        }
        DateRange from = handed.get();
        DateRange end = medication
                .expectedSupply()
                .map(supply -> new DateRange(
                        from.earliest().plusDays(wholeDays(supply)),
                        from.latest().plusDays(wholeDays(supply))))
                .orElse(new DateRange(from.earliest(), from.latest().plus(assumedCourse)));
        return day.hasCome(from.earliest()) && !day.hasCome(end.earliest())
                ? new Exposure(Optional.of(LastDate.asOf(day)), handed, doubt)
                : upToAsOf(end, handed);
    }

    private Exposure statement() {
        ClinicalDates effective = ClinicalDates.of(medication.effective(), Optional.empty());
        Optional<DateRange> start = effective.start();
        if (effective.end().isPresent()) {
            return upToAsOf(effective.end().get(), start);
        }
        if (medication.status() == Status.ACTIVE) {
            return new Exposure(Optional.of(LastDate.asOf(day)), start, doubt);
        }
        if (start.isEmpty()) {
            return new Exposure(Optional.empty(), start, doubt);
        }
        LocalDate from = start.get().earliest();
        Optional<LocalDate> asserted =
                medication.dateAsserted().map(DateRange::latest).filter(date -> !date.isBefore(from));
        if (asserted.isPresent()) {
            return upToAsOf(new DateRange(from, asserted.get()), start);
        }
        return day.hasCome(from)
                ? new Exposure(Optional.of(LastDate.since(from, day)), start, doubt)
                : new Exposure(Optional.of(LastDate.asOf(day)), start, plannedDoubt());
    }

    private Exposure request() {
        Optional<DateRange> authored = medication.authoredOn();
        if (medication.status() == Status.ACTIVE || medication.status() == Status.ON_HOLD) {
            return new Exposure(Optional.of(LastDate.asOf(day)), authored, doubt);
        }
        Optional<DateRange> end = ClinicalDates.later(medication.validityEnd(), authored.flatMap(this::endOfSupply));
        if (end.isEmpty()) {
            end = authored.map(
                    from -> new DateRange(from.earliest(), from.latest().plus(assumedCourse)));
        }
        if (end.isEmpty()) {
            return new Exposure(Optional.empty(), authored, doubt);
        }
        boolean begun = authored.isPresent() && day.hasCome(authored.get().earliest());
        return begun && !day.hasCome(end.get().earliest())
                ? new Exposure(Optional.of(LastDate.asOf(day)), authored, doubt)
                : upToAsOf(end.get(), authored);
    }

    private Optional<DateRange> endOfSupply(DateRange authored) {
        return medication.expectedSupply().map(supply -> {
            long days = wholeDays(supply) * (1L + Math.max(0, medication.repeats()));
            return new DateRange(
                    authored.earliest().plusDays(days), authored.latest().plusDays(days));
        });
    }

    private static long wholeDays(Duration supply) {
        long days = supply.toDays();
        return supply.compareTo(Duration.ofDays(days)) > 0 ? days + 1 : days;
    }

    private Exposure upToAsOf(DateRange last, Optional<DateRange> start) {
        return day.hasCome(last.earliest())
                ? new Exposure(Optional.of(LastDate.cutOff(last, day)), start, doubt)
                : new Exposure(Optional.of(LastDate.asOf(day)), start, plannedDoubt());
    }

    private String plannedDoubt() {
        boolean taken = medication.status() == Status.ACTIVE || medication.status() == Status.COMPLETED;
        return doubt.isEmpty() && !taken ? PLANNED : doubt;
    }
}
