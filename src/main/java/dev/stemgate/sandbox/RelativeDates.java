// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills dates that are counted from an evaluation date, so that a demo patient who is four months pregnant stays so.
 *
 * <p>{@code {{asof}}}, {@code {{asof-P5Y+P1D}}} (ISO-8601 periods, applied from left to right), and with a precision
 * {@code {{asof-P2Y:month}}} or {@code {{asof-P2Y:year}}}, which write {@code 2024-11} and {@code 2024}.
 *
 * @param asOf the evaluation date
 */
record RelativeDates(LocalDate asOf) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(.*?)}}");
    private static final Pattern EXPRESSION = Pattern.compile("asof((?:[+-]P[0-9YMWD]+)*)(?::(year|month))?");
    private static final Pattern STEP = Pattern.compile("([+-])(P[0-9YMWD]+)");

    /**
     * @throws SandboxException for a placeholder that is not written as above
     */
    String fill(String text) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> date(found.group(1)));
    }

    private String date(String expression) {
        Matcher parts = EXPRESSION.matcher(expression);
        if (!parts.matches()) {
            throw new SandboxException("Not a relative date: {{" + expression + "}}");
        }
        LocalDate date = asOf;
        Matcher steps = STEP.matcher(parts.group(1));
        while (steps.find()) {
            Period period = period(steps.group(2));
            date = steps.group(1).equals("+") ? date.plus(period) : date.minus(period);
        }
        if (parts.group(2) == null) {
            return date.toString();
        }
        return date.format(DateTimeFormatter.ofPattern(parts.group(2).equals("year") ? "yyyy" : "yyyy-MM"));
    }

    private static Period period(String text) {
        try {
            return Period.parse(text);
        } catch (DateTimeParseException broken) {
            throw new SandboxException("Not a period: " + text, broken);
        }
    }
}
