// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a withdrawal of imported records did.
 *
 * @param records how many were withdrawn
 * @param patients of the EHR who lost one
 */
public record RecordWithdrawal(int records, Set<String> patients) {

    public RecordWithdrawal {
        patients = Set.copyOf(patients);
    }

    private record Held(long file, long ordinal, Optional<String> patient) {}

    static RecordWithdrawal ofKey(Transaction transaction, String source, String key, Instant now) {
        return of(
                transaction,
                transaction.query(
                        RecordWithdrawal::held,
                        """
                        select file_id, ordinal, patient_id from imported_record
                        where source = ? and record_key = ? and state in ('live', 'waiting', 'unmatched')""",
                        source,
                        key),
                now);
    }

    static RecordWithdrawal ofUnit(Transaction transaction, long file, long ordinal, Instant now) {
        return of(
                transaction,
                transaction.query(
                        RecordWithdrawal::held,
                        """
                        select file_id, ordinal, patient_id from imported_record
                        where file_id = ? and ordinal = ? and state in ('live', 'waiting', 'unmatched')""",
                        file,
                        ordinal),
                now);
    }

    static RecordWithdrawal ofAbsent(Transaction transaction, InputFile file, Instant now) {
        return of(
                transaction,
                transaction.query(
                        RecordWithdrawal::held,
                        """
                        select o.file_id, o.ordinal, o.patient_id from imported_record o
                        where o.source = ? and o.file_id < ? and o.state in ('live', 'waiting', 'unmatched')
                            and o.resource_type in (
                                select distinct t.resource_type from imported_record t where t.file_id = ?)
                            and not exists (select 1 from imported_record n where n.source = o.source
                                and n.record_key = o.record_key and n.file_id = ?)""",
                        file.source(),
                        file.id(),
                        file.id(),
                        file.id()),
                now);
    }

    static RecordWithdrawal ofOutdated(Transaction transaction, long file, long since, Instant now) {
        return of(
                transaction,
                transaction.query(
                        RecordWithdrawal::held,
                        """
                        select o.file_id, o.ordinal, o.patient_id from imported_record o
                        where o.file_id = ? and o.subject_key is not null
                            and exists (select 1 from imported_record n where n.source = o.source
                                and n.record_key = o.record_key and n.file_id > ? and n.file_id < o.file_id
                                and n.state in ('live', 'waiting', 'unmatched'))""",
                        file,
                        since),
                now);
    }

    private static Held held(Row row) throws SQLException {
        return new Held(row.longNumber("file_id"), row.longNumber("ordinal"), row.optionalText("patient_id"));
    }

    private static RecordWithdrawal of(Transaction transaction, List<Held> records, Instant now) {
        transaction.updateAll(
                "update imported_record set state = 'withdrawn', updated_at = ? where file_id = ? and ordinal = ?",
                records.stream()
                        .map(record -> new Object[] {now, record.file(), record.ordinal()})
                        .toList());
        transaction.updateAll(
                "update input_unit set state = 'accepted' where file_id = ? and ordinal = ? and state = 'pending'",
                records.stream()
                        .map(record -> new Object[] {record.file(), record.ordinal()})
                        .toList());
        Set<String> patients = new LinkedHashSet<>();
        records.forEach(record -> record.patient().ifPresent(patients::add));
        return new RecordWithdrawal(records.size(), patients);
    }
}
