// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.fhir;

import dev.stemgate.deadletter.Reason;
import dev.stemgate.intake.Lines;
import dev.stemgate.intake.OriginalBytes;
import dev.stemgate.intake.Place;
import dev.stemgate.intake.RecordSink;
import dev.stemgate.intake.Refusal;
import dev.stemgate.intake.SourceSettings;
import dev.stemgate.intake.Subject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Newline-delimited JSON: one resource a line, blank lines passed over. Stateless. */
final class Ndjson {

    private Ndjson() {}

    static void read(InputStream in, Place container, SourceSettings source, FhirRecords records, RecordSink sink)
            throws IOException {
        Lines lines = new Lines(in, source.limits().entryBytes());
        Optional<Lines.Line> line = lines.next();
        while (line.isPresent()) {
            if (!line.get().isBlank()) {
                line(line.get(), container.at(line.get().number()), source, records, sink);
            }
            line = lines.next();
        }
    }

    private static void line(Lines.Line line, Place place, SourceSettings source, FhirRecords records, RecordSink sink)
            throws IOException {
        OriginalBytes original = new OriginalBytes(line.bytes(), OriginalBytes.FHIR_JSON);
        if (line.cut()) {
            sink.refused(
                    Refusal.of(place, Reason.UNREADABLE, "the line is longer than the limit for one entry", original));
            return;
        }
        JsonBytes.Value value = new JsonBytes(line.bytes(), source.limits()).value();
        boolean excessive = value.excess() == JsonBytes.Excess.TEXT || value.excess() == JsonBytes.Excess.NESTING;
        if (excessive) {
            sink.refused(Refusal.of(
                    place, Reason.UNREADABLE, "the record " + value.excess().words(), original));
        } else if (FhirDocument.kind(line.bytes()) == FhirDocument.Kind.BUNDLE) {
            FhirDocument.inMemory(line.bytes(), place, source, records, sink);
        } else {
            records.tell(line.bytes(), original, "", place, Subject.NOT_SAID, source, sink);
        }
    }
}
