// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * Status words of a projected record: blanks around them do no harm, and an illegal one is taken out, so that the record still counts with
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
                            "option")),
            "MedicationAdministration",
            Map.of(
                    "status",
                    Set.of(
                            "in-progress",
                            "not-done",
                            "on-hold",
                            "completed",
                            "entered-in-error",
                            "stopped",
                            "unknown")),
            "MedicationDispense",
            Map.of(
                    "status",
                    Set.of(
                            "preparation",
                            "in-progress",
                            "cancelled",
                            "on-hold",
                            "completed",
                            "entered-in-error",
                            "stopped",
                            "declined",
                            "unknown")),
            "Observation",
            Map.of(
                    "status",
                    Set.of(
                            "registered",
                            "preliminary",
                            "final",
                            "amended",
                            "corrected",
                            "cancelled",
                            "entered-in-error",
                            "unknown")),
            "Procedure",
            Map.of(
                    "status",
                    Set.of(
                            "preparation",
                            "in-progress",
                            "not-done",
                            "on-hold",
                            "stopped",
                            "completed",
                            "entered-in-error",
                            "unknown")),
            "AllergyIntolerance",
            Map.of("criticality", Set.of("low", "high", "unable-to-assess")),
            "ServiceRequest",
            Map.of(
                    "status",
                    Set.of("draft", "active", "on-hold", "revoked", "completed", "entered-in-error", "unknown"),
                    "intent",
                    Set.of(
                            "proposal",
                            "plan",
                            "directive",
                            "order",
                            "original-order",
                            "reflex-order",
                            "filler-order",
                            "instance-order",
                            "option")));

    private static final Set<String> SEVERITIES = Set.of("mild", "moderate", "severe");

    private StatusWords() {}

    /** Changes the record in place. */
    static void settle(ObjectNode record) {
        LEGAL.getOrDefault(record.path("resourceType").asText(), Map.of())
                .forEach((name, legal) -> settle(record, name, legal));
        for (JsonNode reaction : record.path("reaction")) {
            if (reaction instanceof ObjectNode part) {
                settle(part, "severity", SEVERITIES);
            }
        }
    }

    private static void settle(ObjectNode node, String name, Set<String> legal) {
        JsonNode value = node.path(name);
        if (value.isMissingNode()) {
            return;
        }
        String word = value.asText().strip();
        if (legal.contains(word)) {
            node.put(name, word);
        } else {
            node.remove(name);
        }
    }
}
