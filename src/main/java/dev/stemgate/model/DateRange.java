// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.Objects;

/**
 * A calendar date known to lie in a closed interval of days: {@code 1961} is 1961-01-01 to 1961-12-31. A dateTime is its
 * literal local date, whatever its offset (MODEL §3, Dates).
 *
 * @param earliest first possible day
 * @param latest last possible day, not before {@code earliest}
 */
public record DateRange(LocalDate earliest, LocalDate latest) {

    public DateRange {
        Objects.requireNonNull(earliest, "earliest");
        Objects.requireNonNull(latest, "latest");
        if (latest.isBefore(earliest)) {
            throw new IllegalArgumentException("a date range ends before it begins");
        }
    }

    public static DateRange day(LocalDate day) {
        return new DateRange(day, day);
    }

    public static DateRange month(YearMonth month) {
        return new DateRange(month.atDay(1), month.atEndOfMonth());
    }

    public static DateRange year(Year year) {
        return new DateRange(year.atDay(1), year.atMonth(12).atEndOfMonth());
    }

    /** The later of two: later start, later end (MODEL §3). */
    public static DateRange later(DateRange a, DateRange b) {
        return new DateRange(max(a.earliest, b.earliest), max(a.latest, b.latest));
    }

    /** True when the day itself is known. */
    public boolean isDay() {
        return earliest.equals(latest);
    }

    private static LocalDate max(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }

    /** FHIR-like: {@code 2024}, {@code 2024-05}, {@code 2024-05-01}, else {@code 2024-05-01/2024-06-30}. */
    @Override
    public String toString() {
        if (isDay()) {
            return earliest.toString();
        }
        YearMonth month = YearMonth.from(earliest);
        if (equals(month(month))) {
            return month.toString();
        }
        Year year = Year.from(earliest);
        // Of the year 1 a Year says "1", and a day "0001-01-01".
        String day = earliest.toString();
        return equals(year(year)) ? day.substring(0, day.length() - "-01-01".length()) : earliest + "/" + latest;
    }
}
