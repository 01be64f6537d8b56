// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import dev.stemgate.state.PayloadKeys.Sealed;
import dev.stemgate.state.Row;
import dev.stemgate.state.Transaction;
import java.sql.SQLException;
import java.util.Optional;

/** The original bytes of the letters: the one place that holds them, and so the one that encrypts them once a key is set. */
final class PayloadStore {

    void put(Transaction transaction, LetterId letter, byte[] payload) {
        Sealed sealed = transaction.seal(payload, place(letter));
        transaction.update(
                "insert into dead_letter_payload (letter_id, payload, key_id) values (?, ?, ?)",
                letter.number(),
                sealed.bytes(),
                sealed.keyId());
    }

    /** Only for what we wrote ourselves; the bytes of a source are never changed. */
    void replace(Transaction transaction, LetterId letter, byte[] payload) {
        Sealed sealed = transaction.seal(payload, place(letter));
        transaction.update(
                "update dead_letter_payload set payload = ?, key_id = ? where letter_id = ?",
                sealed.bytes(),
                sealed.keyId(),
                letter.number());
    }

    Optional<byte[]> get(Transaction transaction, LetterId letter) {
        return transaction.first(
                row -> read(transaction, row, letter),
                "select payload, key_id from dead_letter_payload where letter_id = ?",
                letter.number());
    }

    /** From a row that holds the columns {@code payload} and {@code key_id} of a letter. */
    static byte[] read(Transaction transaction, Row row, LetterId letter) throws SQLException {
        return transaction.unsealed(row, "payload", place(letter));
    }

    /** The corrected bytes of a correction; what was corrected stays as it came. */
    void putCorrected(Transaction transaction, long correction, byte[] payload) {
        Sealed sealed = transaction.seal(payload, "record_correction/" + correction);
        transaction.update(
                "update record_correction set payload = ?, key_id = ? where correction_id = ?",
                sealed.bytes(),
                sealed.keyId(),
                correction);
    }

    byte[] getCorrected(Transaction transaction, long correction) {
        return transaction
                .first(
                        row -> transaction.unsealed(row, "payload", "record_correction/" + correction),
                        "select payload, key_id from record_correction where correction_id = ?",
                        correction)
                .orElseThrow(() -> new IllegalStateException("there is no correction " + correction));
    }

    private static String place(LetterId letter) {
        return "dead_letter_payload/" + letter.number();
    }
}
