// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stemgate.sandbox.SearchValues.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A search parameter of the sandbox: where its values stand in the JSON and how they compare.
 *
 * @param kind how values are read
 * @param paths dotted paths from the resource, arrays are entered
 */
record SearchParameter(Kind kind, List<String> paths) {

    private static final Pattern LOCAL_REFERENCE =
            Pattern.compile("([A-Z][A-Za-z]+)/([A-Za-z0-9\\-.]{1,64})(/_history/.+)?");

    enum Kind {
        /** Identifier, Coding, code or boolean. */
        TOKEN {
            @Override
            void read(JsonNode node, List<Value> into) {
                if (node.isValueNode()) {
                    into.add(new Value("", node.asText()));
                } else {
                    String code = node.hasNonNull("code")
                            ? node.get("code").asText()
                            : node.path("value").asText();
                    into.add(new Value(node.path("system").asText(), code));
                }
            }
        },
        /** A literal reference to a resource of this server; others are not found by it. */
        REFERENCE {
            @Override
            void read(JsonNode node, List<Value> into) {
                Matcher local = LOCAL_REFERENCE.matcher(node.path("reference").asText());
                if (local.matches()) {
                    into.add(new Value(local.group(1), local.group(2)));
                }
            }
        },
        /** A string, found by the start of it without regard to case. */
        TEXT {
            @Override
            void read(JsonNode node, List<Value> into) {
                into.add(new Value("", node.asText()));
            }
        };

        abstract void read(JsonNode node, List<Value> into);
    }

    private static final Map<String, SearchParameter> GIVEN = Map.of(
            "code", token("medicationCodeableConcept.coding"),
            "status", token("status"),
            "medication", reference("medicationReference"));

    private static final Map<String, Map<String, SearchParameter>> BY_TYPE = Map.ofEntries(
            Map.entry(
                    "Patient",
                    Map.of(
                            "active", token("active"),
                            "gender", token("gender"),
                            "family", text("name.family"),
                            "given", text("name.given"),
                            "name", text("name.family", "name.given", "name.text"),
                            "birthdate", text("birthDate"))),
            Map.entry(
                    "Condition",
                    Map.of(
                            "code", token("code.coding"),
                            "category", token("category.coding"),
                            "clinical-status", token("clinicalStatus.coding"),
                            "verification-status", token("verificationStatus.coding"))),
            Map.entry(
                    "MedicationStatement",
                    Map.of(
                            "code",
                            token("medicationCodeableConcept.coding"),
                            "status",
                            token("status"),
                            "medication",
                            reference("medicationReference"))),
            Map.entry(
                    "MedicationRequest",
                    Map.of(
                            "code",
                            token("medicationCodeableConcept.coding"),
                            "status",
                            token("status"),
                            "intent",
                            token("intent"),
                            "medication",
                            reference("medicationReference"))),
            Map.entry(
                    "Observation",
                    Map.of(
                            "code",
                            token("code.coding"),
                            "category",
                            token("category.coding"),
                            "status",
                            token("status"))),
            Map.entry("Provenance", Map.of("target", reference("target"))),
            Map.entry(
                    "DocumentReference",
                    Map.of(
                            "identifier",
                            token("masterIdentifier", "identifier"),
                            "status",
                            token("status"),
                            "type",
                            token("type.coding"))),
            Map.entry("Medication", Map.of("code", token("code.coding"))),
            Map.entry(
                    "Procedure",
                    Map.of(
                            "code",
                            token("code.coding"),
                            "category",
                            token("category.coding"),
                            "status",
                            token("status"))),
            Map.entry(
                    "AllergyIntolerance",
                    Map.of(
                            "code", token("code.coding", "reaction.substance.coding"),
                            "category", token("category"),
                            "clinical-status", token("clinicalStatus.coding"),
                            "verification-status", token("verificationStatus.coding"))),
            Map.entry(
                    "ServiceRequest",
                    Map.of(
                            "code", token("code.coding"),
                            "category", token("category.coding"),
                            "status", token("status"),
                            "intent", token("intent"))),
            Map.entry("MedicationAdministration", GIVEN),
            Map.entry("MedicationDispense", GIVEN));

    private static final Map<String, Map<String, SearchParameter>> ALL = new ConcurrentHashMap<>();

    SearchParameter {
        paths = List.copyOf(paths);
    }

    /** The parameters of a type, beside {@code _id} and {@code _lastUpdated} that every type has. */
    static Map<String, SearchParameter> of(String type) {
        return ALL.computeIfAbsent(type, SearchParameter::complete);
    }

    private static Map<String, SearchParameter> complete(String type) {
        Map<String, SearchParameter> parameters = new HashMap<>(BY_TYPE.getOrDefault(type, Map.of()));
        parameters.putIfAbsent("identifier", token("identifier"));
        if (!type.equals("Patient") && !type.equals("Medication") && !type.equals("Provenance")) {
            parameters.put("patient", reference("subject", "patient"));
            if (!type.equals("AllergyIntolerance")) {
                parameters.put("subject", reference("subject", "patient"));
            }
        }
        return Map.copyOf(parameters);
    }

    private static SearchParameter token(String... paths) {
        return new SearchParameter(Kind.TOKEN, List.of(paths));
    }

    private static SearchParameter text(String... paths) {
        return new SearchParameter(Kind.TEXT, List.of(paths));
    }

    private static SearchParameter reference(String... paths) {
        return new SearchParameter(Kind.REFERENCE, List.of(paths));
    }
}
