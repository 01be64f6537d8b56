// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.DateRange;
import dev.stemgate.model.When;
import java.time.Period;
import java.util.Objects;
import java.util.Optional;

/**
 * A recorded {@code onset[x]}, {@code abatement[x]} or {@code effective[x]} as dates (MODEL §3, Dates): a Period gives its
 * start and its end, an age is added to the birth date, a text cannot be resolved.
 *
 * @param start the date, or the start of the Period; empty when unresolvable
 * @param end the end of a Period; empty when it is not one or has no end
 */
record ClinicalDates(Optional<DateRange> start, Optional<DateRange> end) {

    static final ClinicalDates NONE = new ClinicalDates(Optional.empty(), Optional.empty());

    ClinicalDates {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(end, "end");
    }

    static ClinicalDates of(Optional<When> when, Optional<DateRange> birthDate) {
        return when.isPresent() ? of(when.get(), birthDate) : NONE;
    }

    /** The later of two, or the one that is there. */
    static Optional<DateRange> later(Optional<DateRange> one, Optional<DateRange> other) {
        if (one.isEmpty()) {
            return other;
        }
        return other.isEmpty() ? one : Optional.of(DateRange.later(one.get(), other.get()));
    }

    private static ClinicalDates of(When when, Optional<DateRange> birthDate) {
        if (when instanceof When.Dated dated) {
            return new ClinicalDates(Optional.of(dated.date()), Optional.empty());
        }
        if (when instanceof When.Span span) {
            return new ClinicalDates(span.start(), span.end());
        }
        if (when instanceof When.AtAge age) {
            return new ClinicalDates(birthDate.map(birth -> atAge(birth, age)), Optional.empty());
        }
        return NONE;
    }

    /** An age of 50 years is the whole year of life between the 50th and the 51st birthday. */
    private static DateRange atAge(DateRange birth, When.AtAge age) {
        Period oldest = age.oldest();
        var first = birth.earliest().plus(age.youngest());
        var last = birth.latest().plus(oldest.plus(precision(oldest)));
        if (!oldest.equals(oldest.plus(precision(oldest)))) {
            last = last.minusDays(1);
        }
        return new DateRange(first, last.isBefore(first) ? first : last);
    }

    private static Period precision(Period age) {
        if (age.getDays() != 0) {
            return Period.ZERO;
        }
        return age.getMonths() != 0 ? Period.ofMonths(1) : Period.ofYears(1);
    }
}
