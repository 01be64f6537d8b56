// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bench;

import dev.stemgate.state.Database;
import dev.stemgate.state.Row;
import dev.stemgate.state.Transaction;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What it costs to insert the very rows that an intake wrote, when nothing is read, judged, asked for or reported: by JDBC batches of as many
 * units as the intake commits at once, into a database of the same kind and schema. Reading the rows is not counted.
 */
final class CopiedRows {

    private static final int AT_ONCE = 250;

    private final Database from;
    private final Database to;
    private final Effort effort = new Effort();

    CopiedRows(Database from, Database to) {
        this.from = from;
        this.to = to;
    }

    /** @return what the inserts took */
    Effort copy() {
        List<Long> files = from.inTransaction(
                transaction -> transaction.query(row -> row.longNumber("file_id"), "select file_id from input_file"));
        files.forEach(this::file);
        return effort;
    }

    private void file(long file) {
        List<Object[]> head = from.inTransaction(transaction -> transaction.query(
                row -> new Object[] {
                    file,
                    row.text("source"),
                    row.text("ehr"),
                    row.text("name"),
                    row.text("content_hash"),
                    row.instant("seen_at")
                },
                "select * from input_file where file_id = ?",
                file));
        insert(transaction -> transaction.updateAll(
                """
                insert into input_file (file_id, source, ehr, name, content_hash, size_bytes, state, seen_at)
                values (?, ?, ?, ?, ?, 0, 'read', ?)""",
                head));
        long after = 0;
        List<Object[]> units = units(file, after);
        while (!units.isEmpty()) {
            long last = (Long) units.get(units.size() - 1)[1];
            List<Object[]> records = records(file, after, last);
            List<Object[]> chunk = units;
            insert(transaction -> {
                transaction.updateAll("insert into input_unit values (?, ?, ?, ?, ?, ?, ?)", chunk);
                return transaction.updateAll(
                        """
                        insert into imported_record (file_id, ordinal, source, ehr, record_key, resource_type, place, subject_key,
                            state, fault, content_hash, content, original, key_id, received_hash, media_type, refers_to, said_at,
                            updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                        records);
            });
            after = last;
            units = units(file, after);
        }
    }

    private void insert(java.util.function.Function<Transaction, int[]> work) {
        effort.begin();
        to.inTransaction(work);
        effort.end();
    }

    private List<Object[]> units(long file, long after) {
        return from.inTransaction(transaction -> transaction.query(
                row -> new Object[] {
                    file,
                    row.longNumber("ordinal"),
                    row.longNumber("place_number"),
                    row.text("place_within"),
                    row.text("state"),
                    row.text("reason"),
                    row.text("line")
                },
                "select * from input_unit where file_id = ? and ordinal > ? order by file_id, ordinal limit ?",
                file,
                after,
                AT_ONCE));
    }

    private List<Object[]> records(long file, long after, long last) {
        return from.inTransaction(transaction -> transaction.query(
                row -> new Object[] {
                    file,
                    row.longNumber("ordinal"),
                    row.text("source"),
                    row.text("ehr"),
                    row.text("record_key"),
                    row.text("resource_type"),
                    row.text("place"),
                    row.optionalText("subject_key"),
                    row.text("state"),
                    row.text("fault"),
                    row.text("content_hash"),
                    bytes(row, "content"),
                    bytes(row, "original"),
                    row.text("key_id"),
                    row.text("received_hash"),
                    row.text("media_type"),
                    row.text("refers_to"),
                    row.text("said_at"),
                    row.instant("updated_at")
                },
                "select * from imported_record where file_id = ? and ordinal > ? and ordinal <= ? order by ordinal",
                file,
                after,
                last));
    }

    private static Optional<byte[]> bytes(Row row, String column) throws SQLException {
        return Optional.ofNullable(row.bytes(column));
    }
}
