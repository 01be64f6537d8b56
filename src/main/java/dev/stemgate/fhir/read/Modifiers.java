// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Finds what may change a record's meaning in a way that nobody here knows (MODEL §3): no modifier extension is known. */
final class Modifiers {

    private Modifiers() {}

    /** {@code modifierExtension} or {@code implicitRules}, wherever it stands outside of narratives; empty when there is none. */
    static Optional<String> unknownIn(JsonNode node) {
        if (node.isObject()) {
            if (node.path("modifierExtension").size() > 0) {
                return Optional.of("modifierExtension");
            }
            if (node.has("implicitRules")) {
                return Optional.of("implicitRules");
            }
        }
        for (JsonNode child : node) {
            Optional<String> found = child.isContainerNode() ? unknownIn(child) : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
