// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An evaluation date on the command line: a whole day that exists, within the years that a record can speak of. */
final class EvaluationDate implements ITypeConverter<LocalDate> {

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2199;

    @Override
    public LocalDate convert(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) {
                return day;
            }
        } catch (DateTimeParseException e) {
            throw wrong(text);
        }
        throw wrong(text);
    }

    private static TypeConversionException wrong(String text) {
        return new TypeConversionException(
                "'" + text + "' is not a day; give one such as 2026-01-31, from " + FIRST_YEAR + " to " + LAST_YEAR);
    }
}
