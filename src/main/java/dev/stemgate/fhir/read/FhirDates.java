// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.model.DateRange;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.BaseDateTimeType;

/** FHIR dates of any precision as intervals of days. The element's own precision counts: {@code 1961} is never 1961-01-01. */
final class FhirDates {

    private static final Pattern SHAPE = Pattern.compile("(\\d{4}(-\\d{2}(-\\d{2})?)?)"
            + "(T([01]\\d|2[0-3]):[0-5]\\d(:([0-5]\\d|60)(\\.\\d+)?)?(Z|[+-](0\\d|1[0-4]):[0-5]\\d)?)?");

    /** FHIR counts years from 0001. */
    private static final String NO_YEAR = "0000";

    private FhirDates() {}

    /** The literal local date of a date or dateTime; empty when it is neither. */
    static Optional<String> literal(String text) {
        Matcher matcher = SHAPE.matcher(text.strip());
        if (!matcher.matches() || matcher.group(4) != null && matcher.group(3) == null) {
            return Optional.empty();
        }
        return range(matcher.group(1)).map(ignored -> matcher.group(1));
    }

    /** The interval of an element; empty when it has no value (a data-absent-reason, for instance). */
    static Optional<DateRange> of(BaseDateTimeType element) {
        return element == null || element.getValueAsString() == null
                ? Optional.empty()
                : literal(element.getValueAsString()).flatMap(FhirDates::range);
    }

    private static Optional<DateRange> range(String date) {
        if (date.startsWith(NO_YEAR)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    switch (date.length()) {
                        case 4 -> DateRange.year(Year.parse(date));
                        case 7 -> DateRange.month(YearMonth.parse(date));
                        default -> DateRange.day(LocalDate.parse(date));
                    });
        } catch (DateTimeException notInTheCalendar) {
            return Optional.empty();
        }
    }
}
