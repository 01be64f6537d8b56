// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import dev.stemgate.fhir.client.Authorization;
import dev.stemgate.fhir.client.EhrSettings;
import dev.stemgate.fhir.read.FileRecord;
import dev.stemgate.fhir.read.FileRecordReader;
import dev.stemgate.fhir.read.ImportedEntry;
import dev.stemgate.fhir.read.PatientRecord;
import dev.stemgate.intake.IntakeRecord;
import dev.stemgate.intake.PatientIdentifier;
import dev.stemgate.intake.Place;
import dev.stemgate.intake.RecordSink;
import dev.stemgate.intake.Refusal;
import dev.stemgate.intake.Subject;
import dev.stemgate.intake.UnreadableFileException;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.RecordKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Enumerations;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;

/** One reading of a sample or of a mutant, kept in memory, and the patient whose EHR holds one harmless Condition beside it. */
final class FuzzReading implements RecordSink {

    static final LocalDate AS_OF = LocalDate.of(2026, 3, 5);

    /** What became of the whole. */
    enum Fate {
        STRICT,
        PARTLY,
        REFUSED
    }

    private final Map<String, IntakeRecord> records = new LinkedHashMap<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final FileRecordReader reader = new FileRecordReader();
    private boolean refused;
    private boolean faulty;
    private int told;

    private FuzzReading() {}

    static FuzzReading of(FuzzSample sample, byte[] bytes) {
        FuzzReading reading = new FuzzReading();
        try {
            sample.format()
                    .read(new ByteArrayInputStream(bytes), Place.whole(sample.name()), FuzzSample.SOURCE, reading);
        } catch (UnreadableFileException e) {
            if (reading.told > 0) {
                throw new IllegalStateException("the file was refused as a whole after " + reading.told + " units", e);
            }
            reading.refused = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reading;
    }

    Fate fate() {
        return refused ? Fate.REFUSED : faulty || !refusals.isEmpty() ? Fate.PARTLY : Fate.STRICT;
    }

    /** Whether all that was refused is told to be somebody's: where it is not, the report of the file is all there is. */
    boolean isAttributed() {
        return !refused
                && refusals.stream().noneMatch(refusal -> refusal.subject().isNobody());
    }

    int told() {
        return told;
    }

    /** The EHR's own record of the patient, with what the file says; what cannot be attributed is everybody's gap. */
    PatientFacts facts() {
        PatientRecord patient = new PatientRecord(
                new PatientKey("north", "p1"),
                AS_OF,
                EhrSettings.of("north", URI.create("https://ehr.example/fhir"), Authorization.NONE));
        for (RecordKind kind : RecordKind.values()) {
            patient.addPage(kind, page(kind));
        }
        patient.addImported(entries());
        return patient.facts();
    }

    private List<ImportedEntry> entries() {
        List<ImportedEntry> entries = new ArrayList<>();
        records.forEach((key, record) -> entries.add(entry(record)));
        refusals.forEach(refusal -> entries.add(gap(refusal.subject().isNobody() ? "" : refusal.type())));
        if (refused) {
            entries.add(gap(""));
        }
        return entries;
    }

    private ImportedEntry entry(IntakeRecord record) {
        FileRecord read = reader.read(record.resource().json());
        String refersTo = MedicationKey.of(read.medicationReference());
        Optional<byte[]> medication = Optional.ofNullable(records.get(refersTo))
                .map(found -> found.resource().json());
        return new ImportedEntry(
                record.source(),
                record.key(),
                record.place().toString(),
                record.resource().type(),
                record.resource().json(),
                false,
                medication);
    }

    private static ImportedEntry gap(String type) {
        return new ImportedEntry("fuzz", "unread", "fuzz", type, new byte[0], false, Optional.empty());
    }

    private static Bundle page(RecordKind kind) {
        Bundle page = new Bundle().setType(Bundle.BundleType.SEARCHSET);
        if (kind == RecordKind.PATIENT) {
            Patient patient = new Patient();
            patient.setGender(Enumerations.AdministrativeGender.FEMALE);
            patient.getBirthDateElement().setValueAsString("1990-05-07");
            patient.setId("p1");
            page.addEntry().setResource(patient).getSearch().setMode(Bundle.SearchEntryMode.MATCH);
        } else if (kind == RecordKind.CONDITION) {
            Condition harmless = new Condition();
            harmless.setId("harmless");
            harmless.setSubject(new Reference("Patient/p1"));
            harmless.setCode(new CodeableConcept(
                    new Coding("http://snomed.info/sct", "224355006", "Served in armed forces (finding)")));
            harmless.setClinicalStatus(new CodeableConcept(new Coding("", "active", "")));
            page.addEntry().setResource(harmless).getSearch().setMode(Bundle.SearchEntryMode.MATCH);
        }
        return page;
    }

    @Override
    public void record(IntakeRecord record) {
        told++;
        FileRecord read = reader.read(record.resource().json());
        String type = record.resource().type();
        boolean ofNobody = record.subject().isNobody() && !read.type().equals("Medication");
        boolean brokenPatient = read.fault().isPresent() && (type.equals("Patient") || type.equals("Medication"));
        faulty = faulty || read.fault().isPresent();
        if (ofNobody || brokenPatient) {
            // The ledger makes dead letters of nobody of these.
            refusals.add(Refusal.of(
                    record.place(), dev.stemgate.deadletter.Reason.UNRESOLVED_SUBJECT, "nobody's", record.original()));
        } else {
            records.put(record.key(), record);
        }
    }

    @Override
    public void irrelevant(Place place, String why) {
        told++;
    }

    @Override
    public void duplicate(Place place) {
        told++;
    }

    @Override
    public void refused(Refusal refusal) {
        told++;
        refusals.add(refusal);
    }

    @Override
    public void withdrawn(Place place, String key) {
        told++;
        records.remove(key);
    }

    @Override
    public void describes(Subject subject) {
        // No unit, and nothing to judge by.
    }

    @Override
    public void merged(Place place, PatientIdentifier old, PatientIdentifier surviving) {
        // No unit, and nothing to judge by.
    }
}
