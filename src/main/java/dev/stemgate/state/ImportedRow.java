// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** How an {@link ImportedRecord} stands in its row: what the source said is sealed with the key of the payloads. */
final class ImportedRow {

    static final String INSERT =
            """
            insert into imported_record (file_id, ordinal, source, ehr, record_key, resource_type, place, subject_key, state,
                fault, content_hash, content, original, key_id, received_hash, media_type, refers_to, said_at, updated_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private ImportedRow() {}

    static Object[] of(Transaction transaction, ImportedRecord record, Instant now) {
        PayloadKeys.Sealed content =
                transaction.seal(record.content(), place(record.file(), record.ordinal(), "content"));
        PayloadKeys.Sealed original =
                transaction.seal(record.original(), place(record.file(), record.ordinal(), "original"));
        return new Object[] {
            record.file(),
            record.ordinal(),
            record.source(),
            record.ehr(),
            record.key(),
            record.type(),
            record.place(),
            record.subjectKey().isEmpty() ? Optional.empty() : Optional.of(record.subjectKey()),
            record.subjectKey().isEmpty() ? "live" : "waiting",
            record.fault(),
            record.contentHash(),
            record.content().length == 0 ? Optional.empty() : Optional.of(content.bytes()),
            record.original().length == 0 ? Optional.empty() : Optional.of(original.bytes()),
            content.keyId(),
            record.original().length == 0 ? record.contentHash() : sha256(record.original()),
            record.mediaType(),
            record.refersTo(),
            record.saidAt(),
            now
        };
    }

    static ImportedRecord read(Transaction transaction, Row row) throws SQLException {
        long file = row.longNumber("file_id");
        long ordinal = row.longNumber("ordinal");
        return new ImportedRecord(
                file,
                ordinal,
                row.text("source"),
                row.text("ehr"),
                row.text("record_key"),
                row.text("resource_type"),
                row.text("place"),
                row.optionalText("subject_key").orElse(""),
                row.text("fault"),
                row.text("content_hash"),
                opened(transaction, row, "content", place(file, ordinal, "content")),
                opened(transaction, row, "original", place(file, ordinal, "original")),
                row.text("media_type"),
                row.text("refers_to"),
                row.text("said_at"));
    }

    /** Empty where there is none. */
    private static byte[] opened(Transaction transaction, Row row, String column, String place) throws SQLException {
        return row.bytes(column) == null ? new byte[0] : transaction.unsealed(row, column, place);
    }

    /** Seals both columns of a row anew. */
    static void reseal(Transaction transaction, long file, long ordinal) {
        byte[][] opened = transaction
                .first(
                        row -> new byte[][] {
                            opened(transaction, row, "content", place(file, ordinal, "content")),
                            opened(transaction, row, "original", place(file, ordinal, "original"))
                        },
                        "select content, original, key_id from imported_record where file_id = ? and ordinal = ?",
                        file,
                        ordinal)
                .orElseThrow();
        PayloadKeys.Sealed content = transaction.seal(opened[0], place(file, ordinal, "content"));
        PayloadKeys.Sealed original = transaction.seal(opened[1], place(file, ordinal, "original"));
        transaction.update(
                "update imported_record set content = ?, original = ?, key_id = ? where file_id = ? and ordinal = ?",
                opened[0].length == 0 ? Optional.empty() : Optional.of(content.bytes()),
                opened[1].length == 0 ? Optional.empty() : Optional.of(original.bytes()),
                content.keyId(),
                file,
                ordinal);
    }

    private static String place(long file, long ordinal, String column) {
        return "imported_record/" + file + "/" + ordinal + "/" + column;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime knows SHA-256", e);
        }
    }
}
