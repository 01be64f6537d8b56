// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Type and id of a record, as far as they can be told even when the rest of it is broken.
 *
 * @param type empty when it cannot be told
 * @param id empty when missing, or not shaped as a FHIR id (it stands in messages)
 */
public record RecordHead(String type, Optional<String> id) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z]{2,39}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    public static RecordHead of(byte[] bytes) {
        String type = "";
        String id = "";
        try (JsonParser parser = JSON.createParser(bytes)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME && (type.isEmpty() || id.isEmpty())) {
                    String name = parser.currentName();
                    boolean text = parser.nextToken() == JsonToken.VALUE_STRING;
                    if (text && name.equals("resourceType")) {
                        type = parser.getText();
                    } else if (text && name.equals("id")) {
                        id = parser.getText();
                    } else {
                        parser.skipChildren();
                    }
                }
            }
        } catch (IOException broken) {
            // What was read before the break is the head.
            return head(type, id);
        }
        return head(type, id);
    }

    /** Of a record whose tree is already there. */
    static RecordHead of(ObjectNode record) {
        return head(text(record.path("resourceType")), text(record.path("id")));
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.asText() : "";
    }

    private static RecordHead head(String type, String id) {
        return new RecordHead(
                TYPE.matcher(type).matches() ? type : "",
                Optional.of(id).filter(text -> ID.matcher(text).matches()));
    }
}
