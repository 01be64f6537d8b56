// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.fhir.read.Parsing.Parsed;
import dev.stemgate.fhir.read.Parsing.Reason;
import dev.stemgate.fhir.read.Parsing.Unreadable;
import dev.stemgate.model.Gap;
import dev.stemgate.model.RecordKind;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/**
 * Takes in the entries of one patient's pages, one by one, so that a bad record never costs another: each entry is kept, passed over,
 * known already, or a dead letter, and is counted as exactly one of these. Thread-confined.
 */
final class RecordIntake {

    private final String patientId;
    private final PatientReading patient;
    private final SubjectCheck subjects;
    private final FactMapper mapper;
    private final RecordShelf shelf;
    private final CorrectedRecords corrected;
    private final BiConsumer<RecordKind, Gap> gaps;
    private final EntryParser parser = new EntryParser();
    private final EntryLedger ledger = new EntryLedger();

    /**
     * A record as it came and as it is read; these differ where a person corrected it.
     *
     * @param received what a dead letter holds
     */
    private record Incoming(SearchPage.Record received, SearchPage.Record read) {}

    /**
     * @param corrected gives the corrected bytes of records that a person corrected
     * @param gaps is told what of which kind was not read
     */
    RecordIntake(
            String patientId,
            PatientReading patient,
            SubjectCheck subjects,
            FactMapper mapper,
            RecordShelf shelf,
            CorrectedRecords corrected,
            BiConsumer<RecordKind, Gap> gaps) {
        this.patientId = patientId;
        this.patient = patient;
        this.subjects = subjects;
        this.mapper = mapper;
        this.shelf = shelf;
        this.corrected = corrected;
        this.gaps = gaps;
    }

    /** Takes an entry of a search for one kind. */
    void add(RecordKind kind, SearchPage.Entry entry) {
        if (entry instanceof SearchPage.Outcome outcome) {
            ledger.passOver();
            if (outcome.severity() != SearchPage.Severity.INFORMATION) {
                Gap.Cause cause = OutcomeReading.hides(outcome) ? Gap.Cause.ACCESS_DENIED : Gap.Cause.SERVER_WARNING;
                gaps.accept(kind, new Gap(cause, String.join(" ", outcome.issueCodes())));
            }
        } else if (entry instanceof SearchPage.Record incoming) {
            addRecord(kind, incoming);
        }
    }

    /** Takes an entry of a search for Medications; anything else is passed over. */
    void addMedication(SearchPage.Entry entry) {
        if (entry instanceof SearchPage.Record incoming && incoming.type().equals("Medication")) {
            addRecord(RecordKind.MEDICATION_REQUEST, incoming);
        } else {
            ledger.passOver();
        }
    }

    EntryLedger ledger() {
        return ledger;
    }

    private void addRecord(RecordKind kind, SearchPage.Record received) {
        Incoming incoming = new Incoming(received, asCorrected(received));
        SearchPage.Record entry = incoming.read();
        boolean wanted = entry.type().equals(kind.fhirType());
        boolean medication = entry.type().equals("Medication");
        if (WrongVersion.isFormerType(entry.type())) {
            deadLetter(kind, incoming, Reason.WRONG_VERSION, "FHIR R4 has no such type of record");
            return;
        }
        if (!wanted && !medication && !entry.type().isEmpty()) {
            ledger.passOver();
            return;
        }
        EntryLedger.Sighting sighting = ledger.sighted(received);
        if (sighting == EntryLedger.Sighting.SAME_BYTES) {
            ledger.repeat();
            return;
        }
        Parsing parsing = parser.parse(entry.bytes());
        if (parsing instanceof Unreadable unreadable) {
            take(kind, incoming, unreadable);
        } else if (parsing instanceof Parsed parsed) {
            take(kind, incoming, parsed.resource(), sighting);
        }
    }

    private SearchPage.Record asCorrected(SearchPage.Record received) {
        String place = received.type() + "/" + received.id().orElse("");
        return corrected
                .correctionOf(place, UnreadableRecord.sha256(received.bytes()))
                .map(bytes -> {
                    RecordHead head = RecordHead.of(bytes);
                    return new SearchPage.Record(head.type(), head.id(), received.fullUrl(), received.mode(), bytes);
                })
                .orElse(received);
    }

    private void take(RecordKind kind, Incoming incoming, Unreadable unreadable) {
        Optional<Resource> salvaged = unreadable.salvaged().filter(this::belongs);
        boolean stranger = unreadable.salvaged().isPresent() && salvaged.isEmpty();
        if (stranger) {
            refuse(kind, incoming);
            return;
        }
        deadLetter(kind, incoming, unreadable.reason(), unreadable.line());
        salvaged.ifPresent(resource -> keep(incoming.read(), resource));
        if (kind == RecordKind.PATIENT && salvaged.isEmpty()) {
            patient.unreadable(incoming.received().bytes());
        }
    }

    private void take(RecordKind kind, Incoming incoming, Resource resource, EntryLedger.Sighting sighting) {
        if (!belongs(resource)) {
            refuse(kind, incoming);
            return;
        }
        if (OwnScreening.is(resource)) {
            ledger.passOver();
            return;
        }
        if (resource instanceof Medication) {
            ledger.passOver();
        } else if (sighting == EntryLedger.Sighting.OTHER_CONTENT) {
            ledger.repeat();
        } else {
            ledger.accept();
        }
        keep(incoming.read(), resource);
    }

    private boolean belongs(Resource resource) {
        if (resource instanceof Patient) {
            return patientId.equals(resource.getIdElement().getIdPart());
        }
        return resource instanceof Medication || subjects.isOurs((DomainResource) resource);
    }

    private void refuse(RecordKind kind, Incoming incoming) {
        if (kind == RecordKind.PATIENT) {
            patient.other(incoming.read().id().orElse(""));
        }
        deadLetter(kind, incoming, Reason.UNRESOLVED_SUBJECT, "the record is not certainly this patient's");
    }

    private void keep(SearchPage.Record entry, Resource resource) {
        if (resource instanceof Medication medication) {
            mapper.remember(medication, entry.fullUrl());
        } else if (resource instanceof Patient found) {
            patient.found(found);
            subjects.learn(found, entry.fullUrl());
        } else {
            shelf.put(entry, (DomainResource) resource);
        }
    }

    private void deadLetter(RecordKind kind, Incoming incoming, Reason reason, String line) {
        UnreadableRecord letter = ledger.deadLetter(kind, incoming.received(), reason, line);
        gaps.accept(kind, new Gap(Gap.Cause.DEAD_LETTERED, letter.ref().key() + " " + reason.code()));
    }
}
