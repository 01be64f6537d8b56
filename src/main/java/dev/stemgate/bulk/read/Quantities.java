// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import dev.stemgate.model.ObservationValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Quantities with a number; one without, or with a number that is not written out in a few digits, is odd. */
final class Quantities {

    private static final int LONGEST = 30;
    /** So many letters of a number surely fit into a long. */
    private static final int FEW = 18;

    /** Seconds of a UCUM unit of time, as the typed path has them. */
    private static final Map<String, Long> SECONDS =
            Map.of("s", 1L, "min", 60L, "h", 3600L, "d", 86_400L, "wk", 604_800L, "mo", 2_629_800L, "a", 31_557_600L);

    private Quantities() {}

    static ObservationValue.Quantity read(Elements in) throws OddShape {
        in.beginObject();
        BigDecimal number = null;
        ObservationValue.Comparator comparator = ObservationValue.Comparator.EXACT;
        String system = "";
        String code = "";
        String unit = "";
        for (String name = in.nextName(); !name.isEmpty(); name = in.nextName()) {
            switch (name) {
                case "value" -> number = number(in);
                case "comparator" -> comparator = comparator(in.code());
                case "system" -> system = in.code();
                case "code" -> code = in.code();
                case "unit" -> unit = in.text();
                default -> throw OddShape.FOUND;
            }
        }
        if (number == null) {
            throw OddShape.FOUND;
        }
        return new ObservationValue.Quantity(number, comparator, system, code, unit);
    }

    /** A Duration whose code is a UCUM unit of time. */
    static Duration duration(Elements in) throws OddShape {
        ObservationValue.Quantity quantity = read(in);
        Long seconds = SECONDS.get(quantity.unitCode());
        BigDecimal value = quantity.number();
        if (seconds == null
                || quantity.comparator() != ObservationValue.Comparator.EXACT
                || value.abs().compareTo(BigDecimal.valueOf(1_000_000)) > 0) {
            throw OddShape.FOUND;
        }
        return Duration.ofSeconds(value.multiply(BigDecimal.valueOf(seconds))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact());
    }

    /** A whole number that is not negative and not large. */
    static int count(Elements in) throws OddShape {
        StrictJson json = in.json();
        json.number();
        if (!json.isWhole() || json.to() - json.from() > 6 || json.bytes()[json.from()] == '-') {
            throw OddShape.FOUND;
        }
        int count = 0;
        for (int i = json.from(); i < json.to(); i++) {
            count = 10 * count + json.bytes()[i] - '0';
        }
        return count;
    }

    /** Whether a number is written out in a few digits. */
    static boolean isPlain(byte[] bytes, int from, int to) {
        if (to - from > LONGEST) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (bytes[i] == 'e' || bytes[i] == 'E') {
                return false;
            }
        }
        return true;
    }

    private static BigDecimal number(Elements in) throws OddShape {
        in.number();
        StrictJson json = in.json();
        byte[] bytes = json.bytes();
        int length = json.to() - json.from();
        if (length > LONGEST) {
            throw OddShape.FOUND;
        }
        long digits = 0;
        int scale = 0;
        boolean fraction = false;
        for (int i = json.from(); i < json.to(); i++) {
            byte letter = bytes[i];
            if (letter == 'e' || letter == 'E') {
                throw OddShape.FOUND;
            } else if (letter == '.') {
                fraction = true;
            } else if (letter != '-') {
                digits = 10 * digits + letter - '0';
                scale += fraction ? 1 : 0;
            }
        }
        if (length > FEW) {
            return new BigDecimal(new String(bytes, json.from(), length, StandardCharsets.ISO_8859_1));
        }
        return BigDecimal.valueOf(bytes[json.from()] == '-' ? -digits : digits, scale);
    }

    private static ObservationValue.Comparator comparator(String word) throws OddShape {
        return switch (word) {
            case "<" -> ObservationValue.Comparator.LESS;
            case "<=" -> ObservationValue.Comparator.LESS_OR_EQUAL;
            case ">=" -> ObservationValue.Comparator.GREATER_OR_EQUAL;
            case ">" -> ObservationValue.Comparator.GREATER;
            default -> throw OddShape.FOUND;
        };
    }
}
