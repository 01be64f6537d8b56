// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.stemgate.model.ObservationValue;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;

/** Quantities with a number; one without, or with a number that is not written out in a few digits, is odd. */
final class Quantities {

    private static final int LONGEST = 30;
    /** Seconds of a UCUM unit of time, as the typed path has them. */
    private static final Map<String, Long> SECONDS =
            Map.of("s", 1L, "min", 60L, "h", 3600L, "d", 86_400L, "wk", 604_800L, "mo", 2_629_800L, "a", 31_557_600L);

    private Quantities() {}

    static ObservationValue.Quantity read(Elements in) throws IOException, OddShape {
        in.begin(JsonToken.START_OBJECT);
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
    static Duration duration(Elements in) throws IOException, OddShape {
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
    static int count(Elements in) throws IOException, OddShape {
        in.begin(JsonToken.VALUE_NUMBER_INT);
        JsonParser parser = in.tokens().parser();
        if (parser.getTextLength() > 6 || parser.getIntValue() < 0) {
            throw OddShape.FOUND;
        }
        return parser.getIntValue();
    }

    static BigDecimal number(Elements in) throws IOException, OddShape {
        JsonParser parser = in.tokens().parser();
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT
                || parser.getTextLength() > LONGEST) {
            throw OddShape.FOUND;
        }
        char[] text = parser.getTextCharacters();
        int from = parser.getTextOffset();
        int length = parser.getTextLength();
        for (int i = from; i < from + length; i++) {
            if (text[i] == 'e' || text[i] == 'E') {
                throw OddShape.FOUND;
            }
        }
        return new BigDecimal(text, from, length);
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
