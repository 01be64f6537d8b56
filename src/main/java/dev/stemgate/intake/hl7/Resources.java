// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The shapes of FHIR JSON that every mapped segment needs. */
final class Resources {

    static final String CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical";
    static final String VERIFICATION = "http://terminology.hl7.org/CodeSystem/condition-ver-status";
    static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/condition-category";

    private Resources() {}

    static ObjectNode of(RecordKey key) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", key.type())
                .put("id", key.id());
    }

    /** A CodeableConcept of one coding. */
    static ObjectNode concept(String system, String code) {
        ObjectNode concept = JsonNodeFactory.instance.objectNode();
        concept.putArray("coding").addObject().put("system", system).put("code", code);
        return concept;
    }

    /** Puts a text that is there. */
    static void put(ObjectNode resource, String element, String text) {
        if (!text.isEmpty()) {
            resource.put(element, text);
        }
    }
}
