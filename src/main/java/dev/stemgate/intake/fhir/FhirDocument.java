// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.fhir;

import dev.stemgate.deadletter.Reason;
import dev.stemgate.intake.Limits;
import dev.stemgate.intake.OriginalBytes;
import dev.stemgate.intake.Place;
import dev.stemgate.intake.RecordSink;
import dev.stemgate.intake.Refusal;
import dev.stemgate.intake.SourceSettings;
import dev.stemgate.intake.Subject;
import dev.stemgate.intake.UnreadableFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** One JSON document: a Bundle of any length, entry by entry, or a single resource. Thread-confined. */
final class FhirDocument {

    private final JsonBytes json;
    private final Place container;
    private final SourceSettings source;
    private final FhirRecords records;
    private final RecordSink sink;
    private final BundleReading reading;
    private String resourceType = "";
    private long told;
    private boolean entriesTold;

    FhirDocument(InputStream in, Place container, SourceSettings source, FhirRecords records, RecordSink sink) {
        this.json = new JsonBytes(in, source.limits());
        this.container = container;
        this.source = source;
        this.records = records;
        this.sink = sink;
        this.reading = new BundleReading(records, source, sink);
    }

    /** A Bundle inside a line or an entry; its own entries are parts of that place. */
    static void inMemory(byte[] bundle, Place place, SourceSettings source, FhirRecords records, RecordSink sink) {
        FhirDocument document = new FhirDocument(new ByteArrayInputStream(bundle), place, source, records, sink);
        try {
            document.bundle();
            if (document.told == 0) {
                sink.irrelevant(place, "a bundle without entries");
            }
        } catch (UnreadableFileException none) {
            document.refuse(place, none.getMessage(), bundle);
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory failed", impossible);
        }
    }

    /** A single resource, up to the limit for one entry. */
    void single() throws IOException {
        JsonBytes.Value value = json.value();
        OriginalBytes original = new OriginalBytes(value.bytes(), OriginalBytes.FHIR_JSON);
        if (!value.isWhole()) {
            refuse(container.at(1), "the record " + value.excess().words(), value.bytes());
        } else if (json.peek() != -1) {
            refuse(container.at(1), "something follows the record", value.bytes());
        } else {
            records.tell(value.bytes(), original, "", container.at(1), Subject.NOT_SAID, source, sink);
        }
    }

    /**
     * A Bundle.
     *
     * @throws UnreadableFileException when it is none after all; nothing was told then
     */
    void bundle() throws IOException {
        boolean whole = EntryJson.each(json, this::take);
        if (told == 0 && !resourceType.equals("Bundle")) {
            throw new UnreadableFileException("the file holds no FHIR resource");
        }
        if (!whole) {
            refuse(place("end"), "the bundle breaks off or is damaged here; what follows was not read", new byte[0]);
        } else if (json.peek() != -1) {
            refuse(place("end"), "something follows the bundle", json.value().bytes());
        }
    }

    private void take(String name, JsonBytes from) throws IOException {
        switch (name) {
            case "resourceType" -> resourceType = from.text();
            case "type" -> reading.type(from.text());
            case "entry" -> {
                if (entriesTold) {
                    refuse(
                            place("entries again"),
                            "the bundle has two lists of entries",
                            from.value().bytes());
                } else {
                    entriesTold = true;
                    entries(from);
                }
            }
            default -> from.value();
        }
    }

    private void entries(JsonBytes from) throws IOException {
        if (!from.take('[')) {
            refuse(place("entries"), "the entries are no list", from.value().bytes());
            return;
        }
        if (from.take(']')) {
            return;
        }
        do {
            entry(from.value());
        } while (from.take(','));
        from.take(']');
    }

    private void entry(JsonBytes.Value value) {
        told++;
        Place place = container.number() == 0 ? container.at(told) : place("entry " + told);
        if (!value.isWhole()) {
            refuse(place, "the entry " + value.excess().words(), value.bytes());
            return;
        }
        Optional<BundleEntry> entry = EntryJson.of(value.bytes(), source.limits());
        if (entry.isEmpty()) {
            refuse(place, "the entry is no well-formed entry of a bundle", value.bytes());
            return;
        }
        byte[] shown = entry.get().holdsResource() ? entry.get().resource() : value.bytes();
        reading.entry(entry.get(), new OriginalBytes(shown, OriginalBytes.FHIR_JSON), place);
    }

    private Place place(String part) {
        return container.within(container.within().isEmpty() ? part : container.within() + ", " + part);
    }

    private void refuse(Place place, String line, byte[] bytes) {
        told++;
        sink.refused(Refusal.of(place, Reason.UNREADABLE, line, new OriginalBytes(bytes, OriginalBytes.FHIR_JSON)));
    }

    /** What a document is, told by its beginning. */
    enum Kind {
        BUNDLE,
        SINGLE
    }

    /** Looks at the beginning of a document for its type, or for entries that stand before it. */
    static Kind kind(byte[] beginning) {
        JsonBytes json = new JsonBytes(beginning, Limits.DEFAULT);
        try {
            return json.take('{') ? kind(json) : Kind.SINGLE;
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory failed", impossible);
        }
    }

    private static Kind kind(JsonBytes json) throws IOException {
        do {
            String name = json.text();
            if (name.isEmpty() || !json.take(':')) {
                return Kind.SINGLE;
            }
            if (name.equals("resourceType")) {
                return json.text().equals("Bundle") ? Kind.BUNDLE : Kind.SINGLE;
            }
            if (name.equals("entry")) {
                return Kind.BUNDLE;
            }
            json.value();
        } while (json.take(','));
        return Kind.SINGLE;
    }
}
