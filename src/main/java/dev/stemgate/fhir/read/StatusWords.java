// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * Status words of a projected record: blanks around them do no harm, and an illegal one is taken out, so that the drug still counts with
 * status unknown (HARD-CASES).
 */
final class StatusWords {

    private static final Map<String, Map<String, Set<String>>> LEGAL = Map.of(
            "Patient",
            Map.of("gender", Set.of("male", "female", "other", "unknown")),
            "MedicationStatement",
            Map.of(
                    "status",
                    Set.of(
                            "active",
                            "completed",
                            "entered-in-error",
                            "intended",
                            "stopped",
                            "on-hold",
                            "unknown",
                            "not-taken")),
            "MedicationRequest",
            Map.of(
                    "status",
                    Set.of(
                            "active",
                            "on-hold",
                            "cancelled",
                            "completed",
                            "entered-in-error",
                            "stopped",
                            "draft",
                            "unknown"),
                    "intent",
                    Set.of(
                            "proposal",
                            "plan",
                            "order",
                            "original-order",
                            "reflex-order",
                            "filler-order",
                            "instance-order",
                            "option")));

    private StatusWords() {}

    /** Changes the record in place. */
    static void settle(ObjectNode record) {
        LEGAL.getOrDefault(record.path("resourceType").asText(), Map.of()).forEach((name, legal) -> {
            JsonNode value = record.path(name);
            if (value.isMissingNode()) {
                return;
            }
            String word = value.asText().strip();
            if (legal.contains(word)) {
                record.put(name, word);
            } else {
                record.remove(name);
            }
        });
    }
}
