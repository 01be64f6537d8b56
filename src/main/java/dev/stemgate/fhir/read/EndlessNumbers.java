// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * Numbers such as {@code 1e400000000} in a projected record: well-formed JSON of twelve letters that a typed parser writes out, zero by zero,
 * for minutes. No measurement is one. They become words, so that the element does not have the shape of FHIR.
 */
final class EndlessNumbers {

    private static final int MOST_PLACES = 1_000;
    private static final TextNode WORDS = TextNode.valueOf("a number with too many places");

    private EndlessNumbers() {}

    /** Changes the record in place. */
    static void settle(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                if (isEndless(field.getValue())) {
                    field.setValue(WORDS);
                } else {
                    settle(field.getValue());
                }
            });
        } else if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                if (isEndless(list.get(i))) {
                    list.set(i, WORDS);
                } else {
                    settle(list.get(i));
                }
            }
        }
    }

    private static boolean isEndless(JsonNode node) {
        return node.isBigDecimal() && Math.abs((long) node.decimalValue().scale()) > MOST_PLACES;
    }
}
