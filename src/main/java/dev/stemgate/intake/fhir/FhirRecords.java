// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.fhir;

import dev.stemgate.deadletter.Reason;
import dev.stemgate.fhir.read.FileRecord;
import dev.stemgate.fhir.read.FileRecord.Whose;
import dev.stemgate.fhir.read.FileRecordReader;
import dev.stemgate.intake.ContentHash;
import dev.stemgate.intake.FhirBytes;
import dev.stemgate.intake.IntakeRecord;
import dev.stemgate.intake.OriginalBytes;
import dev.stemgate.intake.PatientIdentifier;
import dev.stemgate.intake.Place;
import dev.stemgate.intake.RecordSink;
import dev.stemgate.intake.Refusal;
import dev.stemgate.intake.SourceSettings;
import dev.stemgate.intake.Subject;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tells a sink of single FHIR records: what each is, whose, and under which key. Thread-safe. */
final class FhirRecords {

    private static final int LONGEST_KEY = 300;

    private final FileRecordReader reader = new FileRecordReader();

    /** True for types of which records are kept. */
    boolean keeps(String type) {
        return reader.keeps(type);
    }

    /**
     * Tells of one record.
     *
     * @param json as received, or made of XML
     * @param fullUrl of its entry; empty where there is none
     * @param byDefault whose it is where the record itself does not say
     */
    void tell(
            byte[] json,
            OriginalBytes original,
            String fullUrl,
            Place place,
            Subject byDefault,
            SourceSettings source,
            RecordSink sink) {
        FileRecord head = reader.head(json);
        if (head.type().isEmpty()) {
            sink.refused(Refusal.of(place, Reason.UNREADABLE, "this is no FHIR resource", original));
        } else if (reader.keeps(head.type())) {
            Subject subject = subject(head, fullUrl, byDefault);
            if (head.type().equals("Patient") && !fullUrl.isEmpty() && !fullUrl.equals(subject.localId())) {
                sink.describes(new Subject(fullUrl, subject.identifiers(), subject.birthDate(), subject.sex()));
            }
            sink.record(new IntakeRecord(
                    source.name(),
                    key(head, fullUrl, json),
                    place,
                    subject,
                    new FhirBytes(head.type(), json),
                    original));
        } else if (head.fault().isPresent()) {
            Reason reason = Reason.ofCode(head.fault().get().reason().code()).orElse(Reason.UNREADABLE);
            Subject subject = subject(head, fullUrl, byDefault);
            sink.refused(new Refusal(place, reason, head.fault().get().line(), original, subject, ""));
        } else if (reader.isType(head.type())) {
            sink.irrelevant(place, notRead(head.type()));
        } else {
            sink.refused(Refusal.of(place, Reason.UNREADABLE, "the record is of no type that FHIR R4 has", original));
        }
    }

    /** Why records of a type are irrelevant; a name that is no type's is not repeated. */
    String notRead(String type) {
        return reader.isType(type) ? "records of type " + type + " are not read" : "records of its type are not read";
    }

    private static Subject subject(FileRecord head, String fullUrl, Subject byDefault) {
        Whose whose = head.subject();
        List<PatientIdentifier> identifiers = whose.identifiers().stream()
                .map(identifier -> new PatientIdentifier(identifier.system(), identifier.value()))
                .toList();
        String localId = head.type().equals("Patient")
                ? head.id().orElse(fullUrl)
                : PatientReferences.localId(whose.reference(), fullUrl);
        Subject said = new Subject(localId, identifiers, whose.birthDate(), whose.sex());
        boolean nothing = said.isNobody() && whose.reference().isEmpty();
        return nothing && !head.type().equals("Medication") ? byDefault : said;
    }

    /** Type and id; without an id the entry's own name, else the content itself. */
    private static String key(FileRecord head, String fullUrl, byte[] json) {
        boolean named = fullUrl.startsWith("urn:uuid:") || fullUrl.startsWith("urn:oid:");
        String id = head.type().equals("Medication") && named
                ? bare(fullUrl)
                : head.id().orElse(bare(fullUrl));
        String key = head.type() + "/" + (id.isEmpty() ? ContentHash.of(json) : id);
        return key.length() <= LONGEST_KEY
                ? key
                : head.type() + "/" + ContentHash.of(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String bare(String fullUrl) {
        return fullUrl.replaceFirst("^urn:(uuid|oid):", "");
    }
}
