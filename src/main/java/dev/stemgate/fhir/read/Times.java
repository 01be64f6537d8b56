// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.model.When;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Period;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Timing;
import org.hl7.fhir.r4.model.Type;

/** The values of {@code onset[x]}, {@code performed[x]}, {@code effective[x]} and their like, and UCUM quantities of time. */
final class Times {

    private static final Period NO_AGE = Period.ZERO;
    private static final Period ANY_AGE = Period.ofYears(150);
    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("year", "a"),
            Map.entry("years", "a"),
            Map.entry("yr", "a"),
            Map.entry("yrs", "a"),
            Map.entry("y", "a"),
            Map.entry("month", "mo"),
            Map.entry("months", "mo"),
            Map.entry("week", "wk"),
            Map.entry("weeks", "wk"),
            Map.entry("wks", "wk"),
            Map.entry("day", "d"),
            Map.entry("days", "d"),
            Map.entry("hour", "h"),
            Map.entry("hours", "h"),
            Map.entry("minute", "min"),
            Map.entry("minutes", "min"),
            Map.entry("second", "s"),
            Map.entry("seconds", "s"));
    /** Seconds of a UCUM unit; a mean Julian month and year, as UCUM defines mo and a. */
    private static final Map<String, Long> SECONDS =
            Map.of("s", 1L, "min", 60L, "h", 3600L, "d", 86_400L, "wk", 604_800L, "mo", 2_629_800L, "a", 31_557_600L);

    private Times() {}

    static Optional<When> when(Type value) {
        if (value instanceof BaseDateTimeType date) {
            return FhirDates.of(date).map(When.Dated::new);
        }
        if (value instanceof org.hl7.fhir.r4.model.Period period) {
            return Optional.of(
                    new When.Span(FhirDates.of(period.getStartElement()), FhirDates.of(period.getEndElement())));
        }
        if (value instanceof Range range) {
            Optional<When> low = range.hasLow() ? age(range.getLow()) : Optional.of(new When.AtAge(NO_AGE, NO_AGE));
            Optional<When> high =
                    range.hasHigh() ? age(range.getHigh()) : Optional.of(new When.AtAge(ANY_AGE, ANY_AGE));
            return low.flatMap(from -> high.map(to -> between(from, to)));
        }
        if (value instanceof Quantity quantity) {
            return age(quantity);
        }
        if (value instanceof Timing timing) {
            return TimingDates.when(timing);
        }
        return value instanceof StringType text && text.hasValue()
                ? Optional.of(new When.Worded(text.getValue()))
                : Optional.empty();
    }

    /** A quantity of time with a UCUM unit; empty when it has no value or another unit. */
    static Optional<Duration> duration(Quantity quantity) {
        Long seconds = SECONDS.get(unit(quantity));
        if (seconds == null
                || quantity.getValue() == null
                || quantity.getValue().abs().compareTo(BigDecimal.valueOf(1_000_000)) > 0) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds(quantity.getValue()
                .multiply(BigDecimal.valueOf(seconds))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact()));
    }

    private static When between(When from, When to) {
        return from instanceof When.AtAge low && to instanceof When.AtAge high
                ? new When.AtAge(low.youngest(), high.oldest())
                : new When.Worded("");
    }

    /** An age without a unit that is known cannot be resolved, so it is worded. */
    private static Optional<When> age(Quantity quantity) {
        if (quantity.getValue() == null) {
            return Optional.empty();
        }
        BigDecimal value = quantity.getValue();
        String unit = unit(quantity);
        if (value.signum() < 0 || value.compareTo(BigDecimal.valueOf(100_000)) > 0 || !SECONDS.containsKey(unit)) {
            return Optional.of(new When.Worded(value.toPlainString()));
        }
        Period youngest = period(value, unit, RoundingMode.FLOOR);
        Period oldest = period(value, unit, RoundingMode.CEILING);
        if (quantity.getComparator() == null) {
            return Optional.of(new When.AtAge(youngest, oldest));
        }
        return Optional.of(
                switch (quantity.getComparator()) {
                    case LESS_THAN, LESS_OR_EQUAL -> new When.AtAge(NO_AGE, oldest);
                    default -> new When.AtAge(youngest, ANY_AGE);
                });
    }

    private static Period period(BigDecimal value, String unit, RoundingMode rounding) {
        return switch (unit) {
            case "a" ->
                Period.ofMonths(whole(value.multiply(BigDecimal.valueOf(12)), rounding))
                        .normalized();
            case "mo" -> Period.ofMonths(whole(value, rounding)).normalized();
            case "wk" -> Period.ofDays(whole(value.multiply(BigDecimal.valueOf(7)), rounding));
            case "d" -> Period.ofDays(whole(value, rounding));
            default ->
                Period.ofDays(whole(
                        value.multiply(BigDecimal.valueOf(SECONDS.get(unit)))
                                .divide(BigDecimal.valueOf(86_400), 6, RoundingMode.HALF_UP),
                        rounding));
        };
    }

    private static int whole(BigDecimal value, RoundingMode rounding) {
        return value.setScale(0, rounding).intValueExact();
    }

    private static String unit(Quantity quantity) {
        String code = Concepts.text(quantity.getCode());
        if (SECONDS.containsKey(code)) {
            return code;
        }
        String word = Concepts.text(quantity.getUnit()).toLowerCase(java.util.Locale.ROOT);
        return SECONDS.containsKey(word) ? word : UNITS.getOrDefault(word, "");
    }
}
