// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.ObservationValue.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Units in which one thing is measured, with their conversion to the unit of the family. A unit is read by its UCUM code, or
 * by one of the ways of writing it that the data lists; never guessed from the size of the number.
 *
 * @param id name of the family
 * @param conversions by UCUM code and by listed way of writing
 * @param withoutUnit a number without a unit is meant, as for a ratio or a score
 */
record UnitFamily(String id, Map<String, Conversion> conversions, boolean withoutUnit) {

    private static final String UCUM = "unitsofmeasure.org";

    /** {@code (number - minus) * times / per} is the number in the unit of the family. */
    record Conversion(BigDecimal minus, BigDecimal times, BigDecimal per) {

        static final Conversion NONE = new Conversion(BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.ONE);

        BigDecimal apply(BigDecimal number) {
            return minus.signum() == 0 && times.equals(per)
                    ? number
                    : number.subtract(minus).multiply(times).divide(per, MathContext.DECIMAL128);
        }

        boolean sameAs(Conversion other) {
            return minus.compareTo(other.minus) == 0
                    && times.multiply(other.per).compareTo(other.times.multiply(per)) == 0;
        }
    }

    UnitFamily {
        Objects.requireNonNull(id, "id");
        conversions = Map.copyOf(conversions);
    }

    /** The number in the unit of the family, or empty when the unit is missing, unknown or contradicts itself. */
    Optional<BigDecimal> convert(Quantity quantity) {
        return conversion(quantity).map(found -> found.apply(quantity.number()));
    }

    private Optional<Conversion> conversion(Quantity quantity) {
        boolean coded = !quantity.unitCode().isBlank();
        boolean ucum = quantity.unitSystem().isBlank() || quantity.unitSystem().contains(UCUM);
        if (coded && !ucum) {
            return Optional.empty();
        }
        Optional<Conversion> byText = find(quantity.unitText());
        if (!coded) {
            return quantity.unitText().isBlank() ? bare() : byText;
        }
        Optional<Conversion> byCode = find(quantity.unitCode());
        boolean contradicts =
                byCode.isPresent() && byText.isPresent() && !byCode.get().sameAs(byText.get());
        return contradicts ? Optional.empty() : byCode;
    }

    /** UCUM annotations in braces carry no meaning; a code that is nothing else is dimensionless. */
    private Optional<Conversion> find(String unit) {
        String written = unit.strip();
        Conversion exact = conversions.get(written);
        if (exact != null || written.isEmpty()) {
            return Optional.ofNullable(exact);
        }
        if (written.indexOf('{') < 0) {
            return Optional.empty();
        }
        String plain = withoutAnnotations(written);
        return plain.isEmpty() ? bare() : Optional.ofNullable(conversions.get(plain));
    }

    private static String withoutAnnotations(String unit) {
        StringBuilder plain = new StringBuilder(unit.length());
        int from = 0;
        int open = unit.indexOf('{');
        while (open >= 0) {
            int close = unit.indexOf('}', open);
            if (close < 0) {
                break;
            }
            plain.append(unit, from, open);
            from = close + 1;
            open = unit.indexOf('{', from);
        }
        return plain.append(unit, from, unit.length()).toString();
    }

    private Optional<Conversion> bare() {
        return withoutUnit ? Optional.of(Conversion.NONE) : Optional.empty();
    }
}
