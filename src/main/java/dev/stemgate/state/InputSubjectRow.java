// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.sql.SQLException;
import java.util.Optional;

/** How an {@link InputSubject} stands in its row: what its source says of it, and the candidates, are sealed with the key of the payloads. */
final class InputSubjectRow {

    private InputSubjectRow() {}

    static InputSubject read(Transaction transaction, Row row) throws SQLException {
        String key = row.text("subject_key");
        String keyId = row.text("key_id");
        return new InputSubject(
                key,
                row.text("source"),
                row.text("ehr"),
                new SealedText(row.text("local_id"), keyId).open(transaction, place(key, "local_id")),
                new SealedText(row.text("description"), keyId).open(transaction, place(key, "description")),
                row.yes("described"),
                row.text("state"),
                row.optionalText("patient_id"));
    }

    /** Adds a subject that nobody has spoken of before. */
    static final String INSERT =
            """
            insert into input_subject (subject_key, source, ehr, described, local_id, description, key_id, state, waiting)
            values (?, ?, ?, ?, ?, ?, ?, 'new', true)""";

    static Object[] inserted(Transaction transaction, InputSubject subject) {
        SealedText localId = localId(transaction, subject);
        return new Object[] {
            subject.key(),
            subject.source(),
            subject.ehr(),
            subject.described(),
            localId.text(),
            description(transaction, subject).text(),
            localId.keyId()
        };
    }

    /** Writes what is said of a subject by now; both columns, since one key is noted for both. */
    static final String DESCRIBE =
            "update input_subject set local_id = ?, description = ?, key_id = ? where subject_key = ?";

    static Object[] described(Transaction transaction, InputSubject subject) {
        SealedText localId = localId(transaction, subject);
        return new Object[] {localId.text(), description(transaction, subject).text(), localId.keyId(), subject.key()};
    }

    private static SealedText localId(Transaction transaction, InputSubject subject) {
        return SealedText.of(transaction, subject.localId(), place(subject.key(), "local_id"));
    }

    private static SealedText description(Transaction transaction, InputSubject subject) {
        return SealedText.of(transaction, subject.description(), place(subject.key(), "description"));
    }

    static SealedText candidates(Transaction transaction, String key, String candidates) {
        return SealedText.of(transaction, candidates, place(key, "candidates"));
    }

    static String candidates(Transaction transaction, Row row) throws SQLException {
        return new SealedText(row.text("candidates"), row.text("candidates_key_id"))
                .open(transaction, place(row.text("subject_key"), "candidates"));
    }

    /** Seals all of a row anew. */
    static void reseal(Transaction transaction, String key) {
        Optional<InputSubject> subject = transaction.first(
                row -> read(transaction, row), "select * from input_subject where subject_key = ?", key);
        subject.ifPresent(found -> transaction.update(DESCRIBE, described(transaction, found)));
        Optional<String> before = transaction.first(
                row -> candidates(transaction, row), "select * from input_subject where subject_key = ?", key);
        before.ifPresent(found -> {
            SealedText anew = candidates(transaction, key, found);
            transaction.update(
                    "update input_subject set candidates = ?, candidates_key_id = ? where subject_key = ?",
                    anew.text(),
                    anew.keyId(),
                    key);
        });
    }

    private static String place(String key, String column) {
        return "input_subject/" + key + "/" + column;
    }
}
