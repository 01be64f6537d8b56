// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import dev.stemgate.model.PatientKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The records that files and messages brought, kept as their sources said them (CONTRACTS: a fact from a file is keyed by source and
 * declared key or resource id; it does not expire by itself). Operations join the transaction that runs. Thread-safe.
 */
public final class ImportedRecords {

    private final Database database;

    public ImportedRecords(Database database) {
        this.database = Objects.requireNonNull(database, "database");
    }

    /** Adds records whose units are committed in the same transaction; those of a patient wait to be matched. */
    public void add(List<ImportedRecord> records, Instant now) {
        database.inTransaction(transaction -> transaction.updateAll(
                ImportedRow.INSERT,
                records.stream()
                        .map(record -> ImportedRow.of(transaction, record, now))
                        .toList()));
    }

    /**
     * Of these keys of a source, what is live or waits, and was read without a fault: key to the hashes of its contents. The keys drive a
     * subquery and not a join, because H2 reads every record of the source for a list of them.
     */
    public Map<String, Set<String>> known(String source, List<String> keys) {
        return database.inTransaction(transaction -> {
            Map<String, Set<String>> known = new HashMap<>();
            transaction.query(
                    row -> known.put(
                            row.text("id"),
                            row.optionalText("hashes")
                                    .map(hashes -> Set.of(hashes.split(" ")))
                                    .orElse(Set.of())),
                    """
                    select k.id, (
                        select string_agg(distinct r.content_hash, ' ') from imported_record r
                        where r.source = ? and r.record_key = k.id and r.state in ('live', 'waiting') and r.fault = '') as hashes
                    from unnest(cast(? as varchar array)) k (id)""",
                    source,
                    keys);
            return known;
        });
    }

    /** The newest live record of a source with this key. */
    public Optional<ImportedRecord> live(String source, String key) {
        return database.inTransaction(transaction -> transaction.first(
                row -> ImportedRow.read(transaction, row),
                """
                select * from imported_record where source = ? and record_key = ? and state = 'live'
                order by file_id desc, ordinal desc""",
                source,
                key));
    }

    /** The record that a unit became. */
    public Optional<ImportedRecord> of(long file, long ordinal) {
        return database.inTransaction(transaction -> transaction.first(
                row -> ImportedRow.read(transaction, row),
                "select * from imported_record where file_id = ? and ordinal = ?",
                file,
                ordinal));
    }

    /** SHA-256 of what was received of a unit; empty when no record of it was kept. */
    public Optional<String> receivedHash(long file, long ordinal) {
        return database.inTransaction(transaction -> transaction.first(
                row -> row.text("received_hash"),
                "select received_hash from imported_record where file_id = ? and ordinal = ?",
                file,
                ordinal));
    }

    /** The patients that a file speaks of, as its source describes them. */
    public List<String> subjectKeys(long file) {
        return database.inTransaction(transaction -> transaction.query(
                row -> row.text("subject_key"),
                "select distinct subject_key from imported_record where file_id = ? and subject_key is not null",
                file));
    }

    /** Whose the live records of the files of this name are. */
    public Set<PatientKey> patientsOf(String source, String file) {
        return new LinkedHashSet<>(database.inTransaction(transaction -> transaction.query(
                row -> new PatientKey(row.text("ehr"), row.text("patient_id")),
                """
                select distinct r.ehr, r.patient_id from imported_record r join input_file f on f.file_id = r.file_id
                where f.source = ? and f.name = ? and r.state = 'live' and r.patient_id is not null""",
                source,
                file)));
    }

    /** State and patient of the record that a unit became, in words without personal data but the technical id. */
    public Optional<String> standing(long file, long ordinal) {
        return database.inTransaction(transaction -> transaction.first(
                row -> row.text("resource_type") + " " + row.text("state")
                        + row.optionalText("patient_id")
                                .map(id -> ", patient " + id)
                                .orElse(""),
                "select * from imported_record where file_id = ? and ordinal = ?",
                file,
                ordinal));
    }

    /** What the sources say of a patient: every live record, in order of arrival. */
    public List<ImportedRecord> of(PatientKey patient) {
        return database.inTransaction(transaction -> transaction.query(
                row -> ImportedRow.read(transaction, row),
                """
                select * from imported_record where ehr = ? and patient_id = ? and state = 'live'
                order by file_id, ordinal""",
                patient.ehr(),
                patient.patientId()));
    }

    /** Records of a subject that found no match before, in order of arrival. */
    public List<ImportedRecord> unmatched(String subjectKey, int most) {
        return database.inTransaction(transaction -> transaction.query(
                row -> ImportedRow.read(transaction, row),
                """
                select * from imported_record where subject_key = ? and state = 'unmatched'
                order by file_id, ordinal limit ?""",
                subjectKey,
                most));
    }

    /** Records of a subject that wait for its match, in order of arrival. */
    public List<ImportedRecord> waiting(String subjectKey, int most) {
        return database.inTransaction(transaction -> transaction.query(
                row -> ImportedRow.read(transaction, row),
                """
                select * from imported_record where subject_key = ? and state = 'waiting'
                order by file_id, ordinal limit ?""",
                subjectKey,
                most));
    }

    /** These records are this patient's: each takes the place of what earlier files of its source said under the same key. */
    public RecordReplacement settle(List<ImportedRecord> records, String patientId, Instant now) {
        return database.inTransaction(transaction -> {
            transaction.updateAll(
                    """
                    update imported_record set state = 'live', patient_id = ?, updated_at = ?
                    where file_id = ? and ordinal = ? and state in ('waiting', 'unmatched')""",
                    records.stream()
                            .map(record -> new Object[] {patientId, now, record.file(), record.ordinal()})
                            .toList());
            return RecordReplacement.by(transaction, records, now);
        });
    }

    /** As {@link #settle}, for records that belong to no patient. */
    public void supersedeEarlier(List<ImportedRecord> records, Instant now) {
        database.inTransaction(transaction -> RecordReplacement.by(transaction, records, now));
    }

    /** Nobody was found for these. */
    public void unmatched(List<ImportedRecord> records, Instant now) {
        database.inTransaction(transaction -> transaction.updateAll(
                """
                update imported_record set state = 'unmatched', updated_at = ?
                where file_id = ? and ordinal = ? and state = 'waiting'""",
                records.stream()
                        .map(record -> new Object[] {now, record.file(), record.ordinal()})
                        .toList()));
    }

    /** A subject was merged at its source: its live records go to this patient. @return the patients who had them */
    public Set<String> move(String subjectKey, String patientId, Instant now) {
        return database.inTransaction(transaction -> {
            List<String> before = transaction.query(
                    row -> row.text("patient_id"),
                    """
                    select distinct patient_id from imported_record
                    where subject_key = ? and state = 'live' and patient_id <> ?""",
                    subjectKey,
                    patientId);
            transaction.update(
                    "update imported_record set patient_id = ?, updated_at = ? where subject_key = ? and state = 'live'",
                    patientId,
                    now,
                    subjectKey);
            return new LinkedHashSet<>(before);
        });
    }

    /** The EHR merged a patient: what is known of the old record counts for the surviving one. */
    public void rekey(PatientKey old, String survivorId, Instant now) {
        database.inTransaction(transaction -> {
            transaction.update(
                    "update input_subject set patient_id = ? where ehr = ? and patient_id = ?",
                    survivorId,
                    old.ehr(),
                    old.patientId());
            return transaction.update(
                    "update imported_record set patient_id = ?, updated_at = ? where ehr = ? and patient_id = ?",
                    survivorId,
                    now,
                    old.ehr(),
                    old.patientId());
        });
    }

    /** The source takes a record back. */
    public RecordWithdrawal withdraw(String source, String key, Instant now) {
        return database.inTransaction(transaction -> RecordWithdrawal.ofKey(transaction, source, key, now));
    }

    /** Takes back one record, whatever its key. */
    public RecordWithdrawal withdraw(long file, long ordinal, Instant now) {
        return database.inTransaction(transaction -> RecordWithdrawal.ofUnit(transaction, file, ordinal, now));
    }

    /**
     * Takes back what a correction of an old line says under keys under which its source has said something since.
     *
     * @param file in which the corrected record stands
     * @param since id of the file of the line that was corrected
     */
    public int withdrawOutdated(long file, long since, Instant now) {
        return database.inTransaction(transaction ->
                RecordWithdrawal.ofOutdated(transaction, file, since, now).records());
    }

    /** A complete snapshot was read: what earlier files said of the types that it holds, and it does not, is withdrawn. */
    public RecordWithdrawal withdrawAbsent(InputFile file, Instant now) {
        return database.inTransaction(transaction -> RecordWithdrawal.ofAbsent(transaction, file, now));
    }

    /** Whether a person settled the dead letter of a record that could not be read whole. */
    public boolean isSettledByPerson(ImportedRecord record) {
        return database.inTransaction(transaction -> transaction
                .first(
                        row -> row.text("state"),
                        """
                        select state from dead_letter where source = ? and place = ? and reason = ?
                            and state = 'resolved' and closed_by = 'person'""",
                        record.source(),
                        record.place(),
                        record.fault())
                .isPresent());
    }

    /** The patients of whom a live record refers to this Medication. */
    public Set<String> referringTo(String source, String key) {
        return new LinkedHashSet<>(database.inTransaction(transaction -> transaction.query(
                row -> row.text("patient_id"),
                """
                select distinct patient_id from imported_record
                where source = ? and refers_to = ? and state = 'live' and patient_id is not null""",
                source,
                key)));
    }
}
