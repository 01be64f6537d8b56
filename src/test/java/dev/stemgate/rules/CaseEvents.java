// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stemgate.model.AllergyFact;
import dev.stemgate.model.Concept;
import dev.stemgate.model.ObservationFact;
import dev.stemgate.model.ObservationValue;
import dev.stemgate.model.ProcedureFact;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The Observations, Procedures and allergies of the case bundles. */
final class CaseEvents {

    private CaseEvents() {}

    static ObservationFact observation(JsonNode node) {
        return new ObservationFact(
                CaseBundle.ref(node),
                CaseFields.concept(node.path("code")),
                CaseFields.word(
                        ObservationFact.Status.class, node.path("status").asText(), ObservationFact.Status.UNKNOWN),
                value(node),
                all(node.path("interpretation"), CaseFields::concept),
                all(node.path("referenceRange"), CaseEvents::range),
                all(
                        node.path("component"),
                        part -> new ObservationFact.Component(
                                CaseFields.concept(part.path("code")),
                                value(part),
                                all(part.path("interpretation"), CaseFields::concept),
                                all(part.path("referenceRange"), CaseEvents::range))),
                CaseBundle.when(node, "effective"),
                CaseFields.date(node.path("issued")),
                CaseFields.codes(node.at("/meta/security")));
    }

    static ProcedureFact procedure(JsonNode node) {
        return new ProcedureFact(
                CaseBundle.ref(node),
                CaseFields.concept(node.path("code")),
                CaseFields.word(ProcedureFact.Status.class, node.path("status").asText(), ProcedureFact.Status.UNKNOWN),
                CaseBundle.when(node, "performed"),
                all(node.path("reasonCode"), CaseFields::concept),
                all(node.path("usedCode"), CaseFields::concept),
                CaseFields.codes(node.at("/meta/security")));
    }

    static AllergyFact allergy(JsonNode node) {
        return new AllergyFact(
                CaseBundle.ref(node),
                CaseFields.concept(node.path("code")),
                CaseFields.clinicalStatus(
                        node.at("/clinicalStatus/coding/0/code").asText()),
                CaseFields.verificationStatus(
                        node.at("/verificationStatus/coding/0/code").asText()),
                CaseFields.word(
                        AllergyFact.Criticality.class,
                        node.path("criticality").asText(),
                        AllergyFact.Criticality.MISSING),
                all(
                        node.path("reaction"),
                        reaction -> new AllergyFact.Reaction(
                                CaseFields.concept(reaction.path("substance")),
                                all(reaction.path("manifestation"), CaseFields::concept),
                                reaction.path("severity").asText().equals("severe"))),
                CaseBundle.when(node, "onset"),
                CaseFields.date(node.path("recordedDate")),
                CaseFields.date(node.path("lastOccurrence")),
                CaseFields.codes(node.at("/meta/security")));
    }

    private static <T> List<T> all(JsonNode nodes, Function<JsonNode, T> read) {
        List<T> all = new ArrayList<>();
        nodes.forEach(node -> all.add(read.apply(node)));
        return all;
    }

    private static ObservationFact.ReferenceRange range(JsonNode node) {
        return new ObservationFact.ReferenceRange(limit(node.path("low")), limit(node.path("high")));
    }

    private static Optional<ObservationValue.Quantity> limit(JsonNode node) {
        return node.isMissingNode() ? Optional.empty() : Optional.of(quantity(node));
    }

    private static ObservationValue.Quantity quantity(JsonNode node) {
        ObservationValue.Comparator comparator =
                switch (node.path("comparator").asText()) {
                    case "<" -> ObservationValue.Comparator.LESS;
                    case "<=" -> ObservationValue.Comparator.LESS_OR_EQUAL;
                    case ">=" -> ObservationValue.Comparator.GREATER_OR_EQUAL;
                    case ">" -> ObservationValue.Comparator.GREATER;
                    default -> ObservationValue.Comparator.EXACT;
                };
        return new ObservationValue.Quantity(
                new BigDecimal(node.path("value").asText()),
                comparator,
                node.path("system").asText(),
                node.path("code").asText(),
                node.path("unit").asText());
    }

    private static ObservationValue value(JsonNode node) {
        if (node.has("valueQuantity")) {
            return quantity(node.path("valueQuantity"));
        }
        if (node.has("valueInteger")) {
            return new ObservationValue.Quantity(
                    BigDecimal.valueOf(node.path("valueInteger").asLong()),
                    ObservationValue.Comparator.EXACT,
                    "",
                    "",
                    "");
        }
        if (node.has("valueCodeableConcept")) {
            return new ObservationValue.Coded(CaseFields.concept(node.path("valueCodeableConcept")));
        }
        if (node.has("valueString")) {
            return new ObservationValue.Text(node.path("valueString").asText());
        }
        if (node.has("valueBoolean")) {
            return new ObservationValue.Truth(node.path("valueBoolean").asBoolean());
        }
        if (node.has("valueRange")) {
            return new ObservationValue.Other("Range");
        }
        return new ObservationValue.Missing(
                node.has("dataAbsentReason") ? CaseFields.concept(node.path("dataAbsentReason")) : Concept.nothing());
    }
}
