// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/**
 * Numbers such as {@code 1e400000000} in a projected record: well-formed JSON of twelve letters that a typed parser writes out, zero by zero,
 * for minutes. No measurement is one: they are cut to a thousand places, which is as far beyond everything that is read.
 */
final class EndlessNumbers {

    private static final int MOST_PLACES = 1_000;

    private EndlessNumbers() {}

    /** Changes the record in place. */
    static void settle(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                if (isEndless(field.getValue())) {
                    field.setValue(cut(field.getValue()));
                } else {
                    settle(field.getValue());
                }
            });
        } else if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                if (isEndless(list.get(i))) {
                    list.set(i, cut(list.get(i)));
                } else {
                    settle(list.get(i));
                }
            }
        }
    }

    private static JsonNode cut(JsonNode number) {
        BigDecimal value = number.decimalValue();
        int places = value.scale() > 0 ? -MOST_PLACES : MOST_PLACES;
        return DecimalNode.valueOf(BigDecimal.valueOf(value.signum()).scaleByPowerOfTen(places));
    }

    private static boolean isEndless(JsonNode node) {
        return node.isBigDecimal() && Math.abs((long) node.decimalValue().scale()) > MOST_PLACES;
    }
}
