// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.regex.Pattern;

/** What can still be told of a record that is no well-formed JSON: only its reader's gap depends on it, never a fact. */
final class BrokenRecord {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9:/._-]{1,300}");

    private BrokenRecord() {}

    /** The reference of {@code subject} or {@code patient}, when it stands before the break; else empty. */
    static String subjectReference(byte[] bytes) {
        try (JsonParser parser = JSON.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return "";
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                boolean subject = name.equals("subject") || name.equals("patient");
                if (parser.nextToken() == JsonToken.START_OBJECT && subject) {
                    return reference(parser);
                }
                parser.skipChildren();
            }
        } catch (IOException broken) {
            // What stood before the break named no subject.
            return "";
        }
        return "";
    }

    private static String reference(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = parser.currentName().equals("reference");
            if (parser.nextToken() == JsonToken.VALUE_STRING && wanted) {
                String text = parser.getText().strip();
                return REFERENCE.matcher(text).matches() ? text : "";
            }
            parser.skipChildren();
        }
        return "";
    }
}
