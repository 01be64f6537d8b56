// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bench;

import dev.stemgate.state.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Records of files as they stand beside many dead letters: files of 1,000 lines, of 20,000 patients. */
final class ManyRecords {

    private static final int LINES = 1_000;
    private static final int PATIENTS = 20_000;

    private ManyRecords() {}

    static void seed(Database database, int records, Instant now) {
        for (int from = 0; from < records; from += LINES) {
            int file = from / LINES + 1;
            List<Object[]> units = new ArrayList<>();
            List<Object[]> rows = new ArrayList<>();
            for (int line = 1; line <= LINES; line++) {
                int number = from + line;
                String hash = String.format(Locale.ROOT, "%064x", number);
                String patient = "p" + number % PATIENTS;
                units.add(new Object[] {(long) file, (long) line, (long) line});
                rows.add(new Object[] {
                    (long) file,
                    (long) line,
                    "Condition/c" + number,
                    file + ".ndjson:" + line,
                    patient,
                    patient,
                    hash,
                    hash,
                    now
                });
            }
            database.inTransaction(transaction -> {
                transaction.update(
                        """
                        insert into input_file (file_id, source, ehr, name, content_hash, size_bytes, state, seen_at)
                        values (?, 'drops', 'north', ?, ?, 1000000, 'read', ?)""",
                        (long) file,
                        file + ".ndjson",
                        String.format(Locale.ROOT, "%064x", file),
                        now);
                transaction.updateAll(
                        "insert into input_unit (file_id, ordinal, place_number, state) values (?, ?, ?, 'accepted')",
                        units);
                return transaction.updateAll(
                        """
                        insert into imported_record (file_id, ordinal, source, ehr, record_key, resource_type, place, subject_key,
                            patient_id, state, content_hash, received_hash, media_type, updated_at)
                        values (?, ?, 'drops', 'north', ?, 'Condition', ?, ?, ?, 'live', ?, ?, 'application/fhir+json', ?)""",
                        rows);
            });
        }
    }
}
