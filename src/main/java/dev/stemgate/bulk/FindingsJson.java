// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Rows of findings as NDJSON. Thread-safe. */
final class FindingsJson {

    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private FindingsJson() {}

    static void write(PatientFindings row, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("ehr", row.ehr());
            json.writeStringField("patient", row.patientId());
            json.writeStringField("sex", row.sex());
            json.writeStringField("age", row.age().code());
            json.writeStringField("outcome", row.outcome());
            json.writeStringField("qualifier", row.qualifier());
            words(json, "findings", row.findings());
            words(json, "hazards", row.hazards());
            json.writeNumberField("unclassified", row.unclassified());
            json.writeStringField("validUntil", row.validUntil().toString());
            json.writeEndObject();
        }
        out.write('\n');
    }

    private static void words(JsonGenerator json, String name, Map<String, String> words) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> word : words.entrySet()) {
            json.writeStringField(word.getKey(), word.getValue());
        }
        json.writeEndObject();
    }
}
