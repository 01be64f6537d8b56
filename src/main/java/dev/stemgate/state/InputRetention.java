// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Deletes records of files that count no more since long, because a later one took their place or their source took them back, and the
 * units of files that were settled long ago. Never a record that counts or waits, never a unit of which there is a record or which is a
 * dead letter; the files themselves stay, so that their content is known when it comes again. Thread-safe; works in small
 * transactions.
 */
public final class InputRetention {

    private static final int BATCH = 500;

    private final Database database;

    public InputRetention(Database database) {
        this.database = Objects.requireNonNull(database, "database");
    }

    /** @return how many records and units were deleted that were settled before that time */
    public long deleteSettledBefore(Instant time) {
        return delete(
                        "imported_record",
                        """
                        select file_id, ordinal from imported_record
                        where state in ('superseded', 'withdrawn') and updated_at < ? order by file_id, ordinal limit ?""",
                        time)
                + delete(
                        "input_unit",
                        """
                        select u.file_id, u.ordinal from input_unit u join input_file f on f.file_id = u.file_id
                        where f.state = 'read' and f.reported = true and f.ended_at < ?
                            and u.state in ('accepted', 'irrelevant', 'duplicate')
                            and not exists (select 1 from imported_record r
                                where r.file_id = u.file_id and r.ordinal = u.ordinal)
                        order by u.file_id, u.ordinal limit ?""",
                        time);
    }

    private long delete(String table, String due, Instant time) {
        long deleted = 0;
        int batch;
        do {
            batch = database.inTransaction(transaction -> {
                List<Object[]> rows = transaction.query(
                        row -> new Object[] {row.longNumber("file_id"), row.longNumber("ordinal")}, due, time, BATCH);
                transaction.updateAll("delete from " + table + " where file_id = ? and ordinal = ?", rows);
                return rows.size();
            });
            deleted += batch;
        } while (batch > 0);
        return deleted;
    }
}
