// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.DateRange;
import java.time.LocalDate;
import java.time.Period;
import java.util.Objects;

/**
 * The date that a window looks at: the later of onset and recording, the end of a disease, the last exposure to a drug. An
 * end that is not recorded reaches up to as-of, whatever as-of is (MODEL §3, Dates).
 *
 * @param range the interval, cut off at as-of
 * @param beginsAsOf the whole interval is as-of itself
 * @param endsAsOf the interval reaches up to as-of and moves with it
 */
record LastDate(DateRange range, boolean beginsAsOf, boolean endsAsOf) {

    LastDate {
        Objects.requireNonNull(range, "range");
    }

    static LastDate asOf(EvaluationDay day) {
        return new LastDate(DateRange.day(day.date()), true, true);
    }

    /** From {@code start}, which has come, up to as-of. */
    static LastDate since(LocalDate start, EvaluationDay day) {
        return new LastDate(new DateRange(start, day.date()), false, true);
    }

    /** An interval whose start has come, cut off at as-of. */
    static LastDate cutOff(DateRange range, EvaluationDay day) {
        return day.hasCome(range.latest()) ? new LastDate(range, false, false) : since(range.earliest(), day);
    }

    /** The interval that holds both. */
    static LastDate spanning(LastDate one, LastDate other) {
        DateRange a = one.range();
        DateRange b = other.range();
        DateRange both = new DateRange(
                a.earliest().isBefore(b.earliest()) ? a.earliest() : b.earliest(),
                a.latest().isAfter(b.latest()) ? a.latest() : b.latest());
        return new LastDate(both, one.beginsAsOf() && other.beginsAsOf(), one.endsAsOf() || other.endsAsOf());
    }

    /** Whether it lies at or after as-of minus the window. */
    Answer.Verdict within(Period window, EvaluationDay day) {
        boolean latest = endsAsOf || day.isWithin(range.latest(), window);
        boolean earliest = beginsAsOf || day.isWithin(range.earliest(), window);
        if (!latest) {
            return Answer.Verdict.NO;
        }
        return earliest ? Answer.Verdict.YES : Answer.Verdict.STRADDLES;
    }

    /** The same recorded dates, however far as-of is. */
    boolean saysTheSameAs(LastDate other) {
        return beginsAsOf == other.beginsAsOf
                && endsAsOf == other.endsAsOf
                && (beginsAsOf || range.earliest().equals(other.range.earliest()))
                && (endsAsOf || range.latest().equals(other.range.latest()));
    }

    /** The interval in words: a recorded date, or "between … and the evaluation date". */
    String words() {
        if (beginsAsOf) {
            return "on the evaluation date";
        }
        return endsAsOf && !range.isDay()
                ? "some time from " + range.earliest() + " to the evaluation date"
                : range.toString();
    }
}
