// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.stemgate.bulk.BulkStatistics.Count;
import dev.stemgate.bulk.BulkStatistics.CriterionCount;
import dev.stemgate.bulk.BulkStatistics.FileCount;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** {@code summary.json}. */
final class SummaryJson {

    private SummaryJson() {}

    static void write(BulkStatistics statistics, OutputStream out) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeNumberField("patients", statistics.patients());
            counts(json, "outcomes", statistics.outcomes());
            json.writeObjectFieldStart("criteria");
            for (CriterionCount criterion : statistics.criteria()) {
                json.writeObjectFieldStart(criterion.id());
                json.writeNumberField("present", criterion.present());
                json.writeNumberField("possible", criterion.possible());
                json.writeNumberField("unknown", criterion.unknown());
                json.writeNumberField("absent", criterion.absent());
                json.writeEndObject();
            }
            json.writeEndObject();
            counts(json, "deadLetters", statistics.deadLetters());
            json.writeObjectFieldStart("input");
            for (FileCount file : statistics.input()) {
                json.writeObjectFieldStart(file.name());
                json.writeNumberField("lines", file.lines());
                json.writeNumberField("bytes", file.bytes());
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeStringField("modelVersion", statistics.model().version());
            json.writeStringField("asOf", statistics.asOf().toString());
            json.writeNumberField("elapsedMs", statistics.elapsed().toMillis());
            json.writeEndObject();
        }
    }

    private static void counts(JsonGenerator json, String name, List<Count> counts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Count count : counts) {
            json.writeNumberField(count.code(), count.count());
        }
        json.writeEndObject();
    }
}
