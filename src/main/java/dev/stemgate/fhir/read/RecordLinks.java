// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.stemgate.model.RecordKind;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whose record it is and which Medication it names, read from its bytes without parsing the rest.
 *
 * @param subject the literal reference to the patient; empty when missing
 * @param medication the literal reference to a Medication; empty when missing
 */
record RecordLinks(String subject, String medication) {

    private static final JsonFactory JSON = new JsonFactory();

    /** Empty when the bytes are no JSON object, or say twice whose record it is. */
    static Optional<RecordLinks> of(RecordKind kind, byte[] bytes) {
        String whose = kind == RecordKind.ALLERGY_INTOLERANCE ? "patient" : "subject";
        String subject = "";
        String medication = "";
        Set<String> seen = new HashSet<>();
        try (JsonParser parser = JSON.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (!seen.add(name)) {
                    return Optional.empty();
                }
                if (name.equals(whose)) {
                    subject = reference(parser);
                } else if (name.equals("medicationReference")) {
                    medication = reference(parser);
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException broken) {
            return Optional.empty();
        }
        return Optional.of(new RecordLinks(subject, medication));
    }

    private static String reference(JsonParser parser) throws IOException {
        String reference = "";
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return reference;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = parser.currentName().equals("reference");
            if (parser.nextToken() == JsonToken.VALUE_STRING && wanted) {
                reference = parser.getText();
            } else {
                parser.skipChildren();
            }
        }
        return reference;
    }
}
