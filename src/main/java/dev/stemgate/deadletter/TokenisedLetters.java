// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import dev.stemgate.model.PatientKey;
import dev.stemgate.state.Database;
import dev.stemgate.state.Row;
import dev.stemgate.state.Transaction;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Takes the patients' ids out of the metadata of letters that an earlier release stored: once for each database, which notes that it
 * was done. SQL alone cannot make the keyed hash.
 */
final class TokenisedLetters {

    private static final String DONE = "letters-tokenised";

    /** A letter as it was stored. */
    private record Old(
            long id, String source, String place, String contentHash, String reason, Optional<PatientKey> patient) {}

    private final Places places;

    TokenisedLetters(Places places) {
        this.places = places;
    }

    void bringUpToDate(Database database) {
        database.inTransaction(transaction -> {
            boolean done = transaction
                    .first(row -> row.text("name"), "select name from installation where name = ?", DONE)
                    .isPresent();
            if (!done) {
                old(transaction).forEach(letter -> rewrite(transaction, letter));
                transaction.update("insert into installation (name, secret_key) values (?, ?)", DONE, "");
            }
            return done;
        });
    }

    private static List<Old> old(Transaction transaction) {
        return transaction.query(
                row -> new Old(
                        row.longNumber("letter_id"),
                        row.text("source"),
                        row.text("place"),
                        row.text("content_hash"),
                        row.text("reason"),
                        patient(row)),
                """
                select l.letter_id, l.source, l.place, l.content_hash, l.reason, s.ehr, s.patient_id
                from dead_letter l left join dead_letter_subject s on s.letter_id = l.letter_id
                where l.patient_token is null""");
    }

    private static Optional<PatientKey> patient(Row row) throws SQLException {
        Optional<String> ehr = row.optionalText("ehr");
        return ehr.isEmpty() ? Optional.empty() : Optional.of(new PatientKey(ehr.get(), row.text("patient_id")));
    }

    private void rewrite(Transaction transaction, Old letter) {
        String shown = places.shown(letter.source(), letter.place());
        letter.patient()
                .ifPresent(patient -> transaction.update(
                        "update dead_letter set patient_token = ? where letter_id = ?",
                        places.token(patient),
                        letter.id()));
        if (!shown.equals(letter.place())) {
            transaction.update(
                    "update dead_letter set place = ?, letter_key = ? where letter_id = ?",
                    shown,
                    NewDeadLetter.key(letter.source(), shown, letter.contentHash(), letter.reason()),
                    letter.id());
        }
    }
}
