// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What imported records did that took the place of what earlier files of their source said under the same key.
 *
 * @param patients of the EHR of whom a record was replaced
 * @param healed places whose record could not be read, and can be in its new form
 */
public record RecordReplacement(Set<String> patients, List<String> healed) {

    public RecordReplacement {
        patients = Set.copyOf(patients);
        healed = List.copyOf(healed);
    }

    static RecordReplacement by(Transaction transaction, List<ImportedRecord> records, Instant now) {
        Set<String> patients = new LinkedHashSet<>();
        List<String> healed = new ArrayList<>();
        List<Object[]> old = new ArrayList<>();
        for (ImportedRecord record : records) {
            transaction
                    .query(
                            row -> {
                                row.optionalText("patient_id").ifPresent(patients::add);
                                if (!row.text("fault").isEmpty()
                                        && record.fault().isEmpty()) {
                                    healed.add(row.text("place"));
                                }
                                return new Object[] {now, row.longNumber("file_id"), row.longNumber("ordinal")};
                            },
                            """
                            select file_id, ordinal, patient_id, place, fault from imported_record
                            where source = ? and record_key = ? and state in ('live', 'unmatched', 'waiting')
                                and (file_id < ? or (file_id = ? and ordinal <> ? and said_at <> '' and said_at < ?))""",
                            record.source(),
                            record.key(),
                            record.file(),
                            record.file(),
                            record.ordinal(),
                            record.saidAt())
                    .forEach(old::add);
        }
        transaction.updateAll(
                "update imported_record set state = 'superseded', updated_at = ? where file_id = ? and ordinal = ?",
                old);
        return new RecordReplacement(patients, healed);
    }
}
