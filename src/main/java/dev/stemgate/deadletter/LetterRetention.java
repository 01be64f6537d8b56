// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import dev.stemgate.state.Database;
import dev.stemgate.state.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Deletes letters that were closed long ago, with their payloads. Never an open one, never one that the source still sends, none whose
 * correction still counts, and none about a record of a file that counts as far as it could be read. Thread-safe; works in small transactions.
 */
public final class LetterRetention {

    private static final int BATCH = 200;
    private static final List<String> OF_A_LETTER =
            List.of("dead_letter_payload", "dead_letter_subject", "dead_letter_waiting", "record_correction", "replay");

    private final Database database;

    public LetterRetention(Database database) {
        this.database = Objects.requireNonNull(database, "database");
    }

    /** @return how many letters were deleted that were closed, and last seen, before that time */
    public long deleteClosedBefore(Instant time) {
        long deleted = 0;
        int batch;
        do {
            batch = database.inTransaction(transaction -> {
                List<Object[]> letters = due(transaction, time);
                transaction.updateAll(
                        "delete from replay_unit where replay_id in (select replay_id from replay where letter_id = ?)",
                        letters);
                OF_A_LETTER.forEach(
                        table -> transaction.updateAll("delete from " + table + " where letter_id = ?", letters));
                transaction.updateAll("delete from dead_letter where letter_id = ?", letters);
                return letters.size();
            });
            deleted += batch;
        } while (batch > 0);
        return deleted;
    }

    private static List<Object[]> due(Transaction transaction, Instant time) {
        return transaction.query(
                row -> new Object[] {row.longNumber("letter_id")},
                """
                select letter_id from dead_letter l
                where state <> 'open' and closed_at < ? and last_seen < ?
                    and not exists (select 1 from record_correction c
                        where c.letter_id = l.letter_id and c.standing is not null)
                    and not exists (select 1 from imported_record i where i.source = l.source and i.place = l.place
                        and i.received_hash = l.content_hash and i.fault <> '' and i.state = 'live')
                    and not exists (select 1 from replay r where r.under_way = l.letter_id)
                order by letter_id limit ? for update""",
                time,
                time,
                BATCH);
    }
}
