// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells DSTU2, STU3 and R5 by their shapes (HARD-CASES): a lenient R4 parser would lose their content silently. */
final class WrongVersion {

    private static final Map<String, List<String>> FOREIGN = Map.of(
            "Condition",
                    List.of("patient", "dateRecorded", "assertedDate", "abatementBoolean", "context", "participant"),
            "MedicationStatement",
                    List.of(
                            "patient",
                            "medication",
                            "wasNotTaken",
                            "taken",
                            "reasonNotTaken",
                            "reasonForUseCodeableConcept",
                            "reasonForUseReference",
                            "reason",
                            "adherence"),
            "MedicationRequest", List.of("patient", "medication", "context", "reason", "prescriber", "definition"),
            "Patient", List.of("animal"),
            "Medication", List.of("product", "isBrand", "isOverTheCounter", "package", "marketingAuthorizationHolder"));

    /** What DSTU1 and DSTU2 called a MedicationRequest. */
    private static final Set<String> FORMER_TYPES = Set.of("MedicationOrder", "MedicationPrescription");

    private WrongVersion() {}

    /** True for a type that R4 does not know any more: it is no included record that may be passed over. */
    static boolean isFormerType(String type) {
        return FORMER_TYPES.contains(type);
    }

    /** The element whose shape is not R4's; empty when nothing speaks against R4. */
    static Optional<String> sign(ObjectNode resource) {
        String type = resource.path("resourceType").asText();
        Optional<String> foreign = FOREIGN.getOrDefault(type, List.of()).stream()
                .filter(resource::has)
                .findFirst();
        return foreign.or(() -> shape(type, resource));
    }

    private static Optional<String> shape(String type, ObjectNode resource) {
        return switch (type) {
            case "Condition" ->
                first(
                        resource.path("clinicalStatus").isTextual(), "clinicalStatus",
                        resource.path("verificationStatus").isTextual(), "verificationStatus",
                        resource.path("category").isObject(), "category");
            case "MedicationStatement" ->
                first(
                        resource.path("informationSource").isArray(), "informationSource",
                        resource.path("status").asText().equals("recorded"), "status",
                        resource.path("subject").isArray(), "subject");
            case "MedicationRequest" ->
                first(
                        resource.path("requester").has("agent"), "requester",
                        resource.path("informationSource").isArray(), "informationSource",
                        resource.path("category").isObject(), "category");
            case "Patient" ->
                first(
                        resource.has("careProvider"),
                        "careProvider",
                        any(resource, "link", link -> link.path("type").asText().equals("replace")),
                        "link",
                        false,
                        "");
            case "Medication" ->
                first(
                        any(resource, "ingredient", part -> part.has("item")),
                        "ingredient",
                        resource.has("image"),
                        "image",
                        false,
                        "");
            default -> Optional.empty();
        };
    }

    private static boolean any(JsonNode resource, String list, java.util.function.Predicate<JsonNode> sign) {
        for (JsonNode element : resource.path(list)) {
            if (sign.test(element)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> first(
            boolean one, String oneName, boolean two, String twoName, boolean three, String threeName) {
        if (one) {
            return Optional.of(oneName);
        }
        if (two) {
            return Optional.of(twoName);
        }
        return three ? Optional.of(threeName) : Optional.empty();
    }
}
