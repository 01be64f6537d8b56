// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Seals with the current key whatever was sealed with another one, or with none; then the former keys are no longer needed. Works in
 * small transactions beside a running bridge, and goes on where it was broken off. Thread-safe.
 */
public final class Rekeying {

    private static final int BATCH = 100;

    private final Database database;

    public Rekeying(Database database) {
        this.database = Objects.requireNonNull(database, "database");
    }

    /** @return how many payloads were sealed anew */
    public long run() {
        String current = database.payloadKeys().currentId();
        long sealed = table("dead_letter_payload", "letter_id", current)
                + table("record_correction", "correction_id", current)
                + imported(current)
                + subjects(current)
                + merges(current)
                + results(current);
        database.inTransaction(transaction -> transaction.update("delete from payload_key where key_id <> ?", current));
        return sealed;
    }

    private long table(String table, String key, String current) {
        long sealed = 0;
        int batch;
        do {
            batch = database.inTransaction(transaction -> {
                List<Long> rows = transaction.query(
                        row -> row.longNumber(key),
                        "select " + key + " from " + table + " where key_id <> ? order by " + key
                                + " limit ? for update",
                        current,
                        BATCH);
                rows.forEach(number -> reseal(transaction, table, key, number));
                return rows.size();
            });
            sealed += batch;
        } while (batch > 0);
        return sealed;
    }

    private static void reseal(Transaction transaction, String table, String key, long number) {
        String place = table + "/" + number;
        byte[] payload = transaction
                .first(
                        row -> transaction.unsealed(row, "payload", place),
                        "select payload, key_id from " + table + " where " + key + " = ?",
                        number)
                .orElseThrow();
        PayloadKeys.Sealed anew = transaction.seal(payload, place);
        transaction.update(
                "update " + table + " set payload = ?, key_id = ? where " + key + " = ?",
                anew.bytes(),
                anew.keyId(),
                number);
    }

    private long imported(String current) {
        long sealed = 0;
        int batch;
        do {
            batch = database.inTransaction(transaction -> {
                List<long[]> rows = transaction.query(
                        row -> new long[] {row.longNumber("file_id"), row.longNumber("ordinal")},
                        "select file_id, ordinal from imported_record where key_id <> ?"
                                + " order by file_id, ordinal limit ? for update",
                        current,
                        BATCH);
                rows.forEach(row -> ImportedRow.reseal(transaction, row[0], row[1]));
                return rows.size();
            });
            sealed += batch;
        } while (batch > 0);
        return sealed;
    }

    private long subjects(String current) {
        return inBatches(transaction -> {
            List<String> keys = transaction.query(
                    row -> row.text("subject_key"),
                    "select subject_key from input_subject where key_id <> ? or (candidates <> '' and candidates_key_id <> ?)"
                            + " order by subject_key limit ? for update",
                    current,
                    current,
                    BATCH);
            keys.forEach(key -> InputSubjectRow.reseal(transaction, key));
            return keys.size();
        });
    }

    private long merges(String current) {
        return inBatches(transaction -> {
            List<String[]> rows = transaction.query(
                    row -> new String[] {row.text("source"), row.text("old_identifier")},
                    "select source, old_identifier from input_merge where key_id <> ?"
                            + " order by source, old_identifier limit ? for update",
                    current,
                    BATCH);
            rows.forEach(row -> InputMergeRows.reseal(transaction, row[0], row[1]));
            return rows.size();
        });
    }

    private long inBatches(Function<Transaction, Integer> some) {
        long sealed = 0;
        int batch;
        do {
            batch = database.inTransaction(some);
            sealed += batch;
        } while (batch > 0);
        return sealed;
    }

    private long results(String current) {
        long sealed = 0;
        int batch;
        do {
            batch = database.inTransaction(transaction -> {
                List<Object[]> rows = new ArrayList<>();
                transaction.query(
                        row -> {
                            String place = SealedScreening.place(
                                    row.text("ehr"), row.text("patient_id"), row.text("model_id"), row.text("status"));
                            SealedScreening anew = SealedScreening.of(
                                    transaction, SealedScreening.read(transaction, row, place), place);
                            return rows.add(new Object[] {
                                anew.text(),
                                anew.keyId(),
                                row.text("ehr"),
                                row.text("patient_id"),
                                row.text("model_id"),
                                row.text("status")
                            });
                        },
                        "select * from screening_result where key_id <> ? limit ? for update",
                        current,
                        BATCH);
                transaction.updateAll(
                        "update screening_result set screening = ?, key_id = ?"
                                + " where ehr = ? and patient_id = ? and model_id = ? and status = ?",
                        rows);
                return rows.size();
            });
            sealed += batch;
        } while (batch > 0);
        return sealed;
    }
}
