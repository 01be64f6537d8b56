// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import dev.stemgate.state.Transaction;
import java.util.Optional;

/** The original bytes of the letters: the one place that holds them, and so the one that encrypts them once a key is set. */
final class PayloadStore {

    void put(Transaction transaction, LetterId letter, byte[] payload) {
        transaction.update(
                "insert into dead_letter_payload (letter_id, payload) values (?, ?)", letter.number(), payload);
    }

    /** Only for what we wrote ourselves; the bytes of a source are never changed. */
    void replace(Transaction transaction, LetterId letter, byte[] payload) {
        transaction.update("update dead_letter_payload set payload = ? where letter_id = ?", payload, letter.number());
    }

    Optional<byte[]> get(Transaction transaction, LetterId letter) {
        return transaction.first(
                row -> row.bytes("payload"),
                "select payload from dead_letter_payload where letter_id = ?",
                letter.number());
    }

    /** The corrected bytes of a correction; what was corrected stays as it came. */
    void putCorrected(Transaction transaction, long correction, byte[] payload) {
        transaction.update("update record_correction set payload = ? where correction_id = ?", payload, correction);
    }

    byte[] getCorrected(Transaction transaction, long correction) {
        return transaction
                .first(
                        row -> row.bytes("payload"),
                        "select payload from record_correction where correction_id = ?",
                        correction)
                .orElseThrow(() -> new IllegalStateException("there is no correction " + correction));
    }
}
