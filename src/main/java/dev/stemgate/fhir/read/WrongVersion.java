// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.bulk.record.ForeignElements;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Tells DSTU2, STU3 and R5 by their shapes (HARD-CASES): a lenient R4 parser would lose their content silently. A shape is a name that R4
 * does not have ({@link ForeignElements}), or an element of another type than in R4.
 */
final class WrongVersion {

    private WrongVersion() {}

    /** True for a type that R4 does not know any more: it is no included record that may be passed over. */
    static boolean isFormerType(String type) {
        return ForeignElements.isFormerType(type);
    }

    /** The element whose shape is not R4's; empty when nothing speaks against R4. */
    static Optional<String> sign(ObjectNode resource) {
        String type = resource.path("resourceType").asText();
        return ForeignElements.of(type).stream()
                .filter(resource::has)
                .findFirst()
                .or(() -> shapes(type, resource).entrySet().stream()
                        .filter(Map.Entry::getValue)
                        .map(Map.Entry::getKey)
                        .findFirst());
    }

    /** Elements of which the type can be told from their JSON, and whether it is another than in R4. */
    private static Map<String, Boolean> shapes(String type, ObjectNode record) {
        Map<String, Boolean> foreign = new LinkedHashMap<>();
        switch (type) {
            case "Condition" -> {
                foreign.put("clinicalStatus", record.path("clinicalStatus").isTextual());
                foreign.put(
                        "verificationStatus", record.path("verificationStatus").isTextual());
                foreign.put("category", record.path("category").isObject());
            }
            case "MedicationStatement" -> {
                foreign.put(
                        "informationSource", record.path("informationSource").isArray());
                foreign.put("status", record.path("status").asText().equals("recorded"));
                foreign.put("subject", record.path("subject").isArray());
            }
            case "MedicationRequest" -> {
                foreign.put("requester", record.path("requester").has("agent"));
                foreign.put(
                        "informationSource", record.path("informationSource").isArray());
                foreign.put("category", record.path("category").isObject());
            }
            case "MedicationAdministration", "MedicationDispense" ->
                foreign.put("category", record.path("category").isArray());
            case "Patient" -> {
                foreign.put("careProvider", record.has("careProvider"));
                foreign.put(
                        "link",
                        any(record, "link", link -> link.path("type").asText().equals("replace")));
            }
            case "Medication" -> {
                foreign.put("ingredient", any(record, "ingredient", part -> part.has("item")));
                foreign.put("image", record.has("image"));
            }
            case "Observation" -> {
                foreign.put("category", record.path("category").isObject());
                foreign.put("interpretation", record.path("interpretation").isObject());
                foreign.put("referenceRange", any(record, "referenceRange", range -> range.has("meaning")));
            }
            case "Procedure" -> {
                foreign.put("status", record.path("status").asText().strip().matches("aborted|suspended"));
                foreign.put("performer", any(record, "performer", performer -> performer.has("role")));
                foreign.put("category", record.path("category").isArray());
            }
            case "AllergyIntolerance" -> allergy(record, foreign);
            case "ServiceRequest" -> {
                foreign.put(
                        "code",
                        record.path("code").has("concept")
                                || record.path("code").has("reference"));
                foreign.put("orderDetail", any(record, "orderDetail", detail -> detail.has("parameter")));
                foreign.put("requester", record.path("requester").has("agent"));
            }
            default -> foreign.clear();
        }
        return foreign;
    }

    private static void allergy(ObjectNode record, Map<String, Boolean> foreign) {
        foreign.put("clinicalStatus", record.path("clinicalStatus").isTextual());
        foreign.put("verificationStatus", record.path("verificationStatus").isTextual());
        foreign.put("type", record.path("type").isObject());
        foreign.put("category", record.path("category").isTextual());
        foreign.put("criticality", record.path("criticality").asText().strip().matches("CRIT[LHU]"));
        foreign.put(
                "reaction",
                any(
                        record,
                        "reaction",
                        reaction -> reaction.has("certainty")
                                || any(reaction, "manifestation", manifestation -> manifestation.has("concept"))));
    }

    private static boolean any(JsonNode parent, String list, Predicate<JsonNode> sign) {
        for (JsonNode element : parent.path(list)) {
            if (sign.test(element)) {
                return true;
            }
        }
        return false;
    }
}
