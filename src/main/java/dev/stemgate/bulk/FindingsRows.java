// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.stemgate.bulk.table.FindingsTable;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads back, row by row, what {@link FindingsJson} wrote. */
final class FindingsRows {

    private static final JsonFactory JSON = new JsonFactory();

    private FindingsRows() {}

    /** Puts every row of a file into a table; at any time one row is in memory. */
    static void copy(Path file, FindingsTable table) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                JsonParser json = JSON.createParser(in)) {
            while (json.nextToken() == JsonToken.START_OBJECT) {
                table.write(row(json));
            }
            if (json.currentToken() != null) {
                throw new IOException("a row of findings is no object");
            }
        }
    }

    private static PatientFindings row(JsonParser json) throws IOException {
        Map<String, String> words = new HashMap<>();
        Map<String, Map<String, String>> groups = new HashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            if (json.nextToken() == JsonToken.START_OBJECT) {
                groups.put(name, group(json));
            } else {
                words.put(name, json.getText());
            }
        }
        return new PatientFindings(
                words.get("ehr"),
                words.get("patient"),
                words.get("sex"),
                AgeBand.ofCode(words.get("age")),
                words.get("outcome"),
                words.get("qualifier"),
                groups.get("findings"),
                groups.get("hazards"),
                Integer.parseInt(words.get("unclassified")),
                LocalDate.parse(words.get("validUntil")));
    }

    private static Map<String, String> group(JsonParser json) throws IOException {
        Map<String, String> group = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            group.put(name, json.nextTextValue());
        }
        return group;
    }
}
