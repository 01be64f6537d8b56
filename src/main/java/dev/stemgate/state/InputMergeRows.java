// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What sources said of identifiers that were merged; the surviving value is sealed with the key of the payloads. */
final class InputMergeRows {

    private InputMergeRows() {}

    static int put(Transaction transaction, String source, String oldHash, String system, String value, Instant now) {
        SealedText sealed = SealedText.of(transaction, value, place(source, oldHash));
        return transaction.update(
                """
                merge into input_merge m using (values (cast(? as varchar), cast(? as varchar), cast(? as varchar),
                    cast(? as varchar), cast(? as varchar), cast(? as timestamp with time zone)))
                    n (source, old_identifier, system, given, key_id, said_at)
                on m.source = n.source and m.old_identifier = n.old_identifier
                when matched then update set surviving_system = n.system, surviving_value = n.given, key_id = n.key_id,
                    said_at = n.said_at
                when not matched then insert (source, old_identifier, surviving_system, surviving_value, key_id, said_at)
                    values (n.source, n.old_identifier, n.system, n.given, n.key_id, n.said_at)""",
                source,
                oldHash,
                system,
                sealed.text(),
                sealed.keyId(),
                now);
    }

    /** System and value. */
    static Optional<List<String>> survivor(Transaction transaction, String source, String oldHash) {
        return transaction.first(
                row -> List.of(row.text("surviving_system"), value(transaction, row)),
                "select * from input_merge where source = ? and old_identifier = ?",
                source,
                oldHash);
    }

    /** Forgets that an identifier was merged, or is the surviving one of others. */
    static int forget(Transaction transaction, String source, String hash, String system, String value) {
        List<String> surviving = transaction.query(
                row -> value(transaction, row).equals(value) ? row.text("old_identifier") : "",
                "select * from input_merge where source = ? and surviving_system = ?",
                source,
                system);
        int forgotten =
                transaction.update("delete from input_merge where source = ? and old_identifier = ?", source, hash);
        for (String old : surviving) {
            forgotten +=
                    transaction.update("delete from input_merge where source = ? and old_identifier = ?", source, old);
        }
        return forgotten;
    }

    /** Seals a row anew. */
    static void reseal(Transaction transaction, String source, String oldHash) {
        survivor(transaction, source, oldHash).ifPresent(survivor -> {
            SealedText anew = SealedText.of(transaction, survivor.get(1), place(source, oldHash));
            transaction.update(
                    "update input_merge set surviving_value = ?, key_id = ? where source = ? and old_identifier = ?",
                    anew.text(),
                    anew.keyId(),
                    source,
                    oldHash);
        });
    }

    private static String value(Transaction transaction, Row row) throws SQLException {
        return new SealedText(row.text("surviving_value"), row.text("key_id"))
                .open(transaction, place(row.text("source"), row.text("old_identifier")));
    }

    private static String place(String source, String oldHash) {
        return "input_merge/" + source + "/" + oldHash;
    }
}
