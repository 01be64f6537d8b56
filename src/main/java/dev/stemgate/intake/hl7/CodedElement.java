// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A CWE, CNE or CE field as a CodeableConcept (HL7 v2-to-FHIR, data type map CWE[CodeableConcept]): up to three codings, and the
 * original text. A coding without a code is text.
 *
 * @param concept the CodeableConcept; empty when the field says nothing
 */
record CodedElement(ObjectNode concept) {

    /** Where a triplet stands: code, text, system, OID of the system. */
    private record Triplet(int code, int text, int system, int oid) {}

    private static final List<Triplet> TRIPLETS =
            List.of(new Triplet(1, 2, 3, 14), new Triplet(4, 5, 6, 17), new Triplet(10, 11, 12, 20));
    private static final int ORIGINAL_TEXT = 9;

    /**
     * @param method name of the system of the first triplet where the element itself does not say (DG1-2); empty for none
     * @param description text beside the element (DG1-4); empty for none
     */
    static CodedElement of(Segment.Element element, CodingSystems systems, String method, String description) {
        ObjectNode concept = JsonNodeFactory.instance.objectNode();
        ArrayNode codings = JsonNodeFactory.instance.arrayNode();
        String text = firstOf(description, element.words(ORIGINAL_TEXT));
        for (Triplet at : TRIPLETS) {
            String display = element.words(at.text());
            String code = element.words(at.code());
            if (!code.isEmpty()) {
                String named = element.text(at.system());
                String system = systems.uri(named.isEmpty() && at.code() == 1 ? method : named, element.text(at.oid()));
                codings.add(coding(system, code, display));
            } else {
                text = firstOf(text, display);
            }
        }
        if (!codings.isEmpty()) {
            concept.set("coding", codings);
        }
        if (!text.isEmpty()) {
            concept.put("text", text);
        }
        return new CodedElement(concept);
    }

    private static ObjectNode coding(String system, String code, String display) {
        ObjectNode coding = JsonNodeFactory.instance.objectNode();
        if (!system.isEmpty()) {
            coding.put("system", system);
        }
        coding.put("code", code);
        if (!display.isEmpty()) {
            coding.put("display", display);
        }
        return coding;
    }

    private static String firstOf(String one, String other) {
        return one.isEmpty() ? other : one;
    }

    boolean isEmpty() {
        return concept.isEmpty();
    }

    /** The same words and codings, whatever their case and blanks: what makes two of them the same in a key. */
    String identity() {
        StringBuilder identity = new StringBuilder();
        concept.path("coding")
                .forEach(coding -> identity.append(coding.path("system").asText())
                        .append('|')
                        .append(coding.path("code").asText().replace(" ", ""))
                        .append('\n'));
        return identity.length() > 0
                ? identity.toString()
                : concept.path("text")
                        .asText()
                        .toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("\\s+", " ");
    }

    /** This concept with the codings of another one added to its own; the text stays. */
    CodedElement with(CodedElement other) {
        ObjectNode both = concept.deepCopy();
        ArrayNode codings = both.withArray("coding");
        other.concept.path("coding").forEach(codings::add);
        if (codings.isEmpty()) {
            both.remove("coding");
        }
        if (!both.has("text") && other.concept.has("text")) {
            both.set("text", other.concept.get("text"));
        }
        return new CodedElement(both);
    }
}
