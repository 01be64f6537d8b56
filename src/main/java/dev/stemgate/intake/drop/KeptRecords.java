// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import dev.stemgate.fhir.read.ImportedEntry;
import dev.stemgate.model.PatientKey;
import dev.stemgate.state.ImportedRecord;
import dev.stemgate.state.ImportedRecords;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What files and messages said of a patient, ready to be read beside what the EHR says. Thread-safe. */
public final class KeptRecords {

    private final ImportedRecords records;

    public KeptRecords(ImportedRecords records) {
        this.records = Objects.requireNonNull(records, "records");
    }

    /** In order of arrival; Patients are left out, the EHR's own is the person. */
    public List<ImportedEntry> of(PatientKey patient) {
        Map<String, Optional<byte[]>> medications = new HashMap<>();
        return records.of(patient).stream()
                .filter(record -> !record.type().equals("Patient"))
                .map(record -> entry(
                        record,
                        record.refersTo().isEmpty()
                                ? Optional.empty()
                                : medications.computeIfAbsent(
                                        record.source() + " " + record.refersTo(),
                                        key -> records.live(record.source(), record.refersTo())
                                                .map(ImportedRecord::content))))
                .toList();
    }

    private ImportedEntry entry(ImportedRecord record, Optional<byte[]> medication) {
        boolean settled = !record.fault().isEmpty() && records.isSettledByPerson(record);
        return new ImportedEntry(
                record.source(), record.key(), record.place(), record.type(), record.content(), settled, medication);
    }

    /** The EHR merged a patient: what is kept of the old record counts for the surviving one. */
    public void rekey(PatientKey old, String survivorId, Instant now) {
        records.rekey(old, survivorId, now);
    }
}
