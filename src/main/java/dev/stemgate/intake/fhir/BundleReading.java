// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.fhir;

import dev.stemgate.deadletter.Reason;
import dev.stemgate.fhir.read.FileRecord.Whose;
import dev.stemgate.fhir.read.FileRecordReader;
import dev.stemgate.intake.OriginalBytes;
import dev.stemgate.intake.PatientIdentifier;
import dev.stemgate.intake.Place;
import dev.stemgate.intake.RecordSink;
import dev.stemgate.intake.Refusal;
import dev.stemgate.intake.SourceSettings;
import dev.stemgate.intake.Subject;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The entries of one Bundle, of whatever type, as data. Nothing that a transaction asks for is ever carried out (HARD-CASES): a DELETE
 * takes back what this source said, as history does; a conditional one names nothing. Thread-confined.
 */
final class BundleReading {

    private static final Pattern INSTANCE =
            Pattern.compile("/?([A-Z][A-Za-z]+)/([A-Za-z0-9._-]{1,128})(/_history/.*)?");
    private static final Pattern TYPE = Pattern.compile("/?([A-Z][A-Za-z]+)\\b.*");

    private final FhirRecords records;
    private final SourceSettings source;
    private final RecordSink sink;
    private final FileRecordReader reader = new FileRecordReader();
    private final Set<String> newerToldBefore = new HashSet<>();
    private boolean history;
    private Subject documentSubject = Subject.NOT_SAID;

    BundleReading(FhirRecords records, SourceSettings source, RecordSink sink) {
        this.records = records;
        this.source = source;
        this.sink = sink;
    }

    /** {@code Bundle.type}, when it stands before the entries. A history lists the newest version of a record first. */
    void type(String type) {
        history = type.equals("history");
    }

    void entry(BundleEntry entry, OriginalBytes original, Place place) {
        if (history && !entry.url().isEmpty() && !newerToldBefore.add(target(entry))) {
            sink.irrelevant(place, "an older version of a record of this history");
        } else if (entry.holdsResource() && !entry.method().equals("PATCH")) {
            resource(entry, original, place);
        } else {
            request(entry, original, place);
        }
    }

    private static String target(BundleEntry entry) {
        Matcher instance = INSTANCE.matcher(entry.url());
        return instance.matches() ? instance.group(1) + "/" + instance.group(2) : entry.url() + " " + entry.fullUrl();
    }

    private void resource(BundleEntry entry, OriginalBytes original, Place place) {
        String type = reader.head(entry.resource()).type();
        if (type.equals("Bundle")) {
            FhirDocument.inMemory(entry.resource(), place, source, records, sink);
            return;
        }
        if (type.equals("Composition")) {
            Whose whose = reader.head(entry.resource()).subject();
            documentSubject = new Subject(
                    PatientReferences.localId(whose.reference(), entry.fullUrl()),
                    whose.identifiers().stream()
                            .map(identifier -> new PatientIdentifier(identifier.system(), identifier.value()))
                            .toList(),
                    "",
                    "");
        }
        records.tell(entry.resource(), original, entry.fullUrl(), place, documentSubject, source, sink);
    }

    private void request(BundleEntry entry, OriginalBytes original, Place place) {
        switch (entry.method()) {
            case "DELETE" -> delete(entry, original, place);
            case "PATCH" -> patch(entry, original, place);
            case "GET", "HEAD" -> sink.irrelevant(place, "a query is not carried out");
            default -> sink.irrelevant(place, "the entry holds no resource");
        }
    }

    private void delete(BundleEntry entry, OriginalBytes original, Place place) {
        Matcher instance = INSTANCE.matcher(entry.url());
        if (!instance.matches()) {
            sink.refused(Refusal.of(
                    place,
                    Reason.UNREADABLE,
                    "a conditional DELETE names no record; nothing of a dropped file is ever carried out",
                    original));
        } else if (!records.keeps(instance.group(1))) {
            sink.irrelevant(place, records.notRead(instance.group(1)));
        } else if (instance.group(1).equals("Patient")) {
            sink.irrelevant(place, "the deletion of a patient is not carried out");
        } else {
            sink.withdrawn(place, instance.group(1) + "/" + instance.group(2));
        }
    }

    private void patch(BundleEntry entry, OriginalBytes original, Place place) {
        Matcher type = TYPE.matcher(entry.url());
        if (type.matches() && !records.keeps(type.group(1))) {
            sink.irrelevant(place, records.notRead(type.group(1)));
        } else {
            sink.refused(Refusal.of(
                    place, Reason.UNREADABLE, "a PATCH says only a part of a record; send the whole record", original));
        }
    }
}
