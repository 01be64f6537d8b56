// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import dev.stemgate.model.PatientKey;
import dev.stemgate.state.Database;
import dev.stemgate.state.Erasure;
import dev.stemgate.state.Transaction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Erases what the dead letters hold of a patient: payloads, corrections, and whose they are. The letters stay as counts, resolved, without
 * place and hash. An unclassified code for which nobody else waits is erased too: its words came from this patient.
 */
public final class LetterErasure implements Erasure {

    private static final String FORGOTTEN = "forgotten";

    private final Places places;

    public LetterErasure(Database database) {
        this.places = new Places(database);
    }

    @Override
    public int erase(Transaction transaction, PatientKey patient, String token, Instant now) {
        Set<Long> letters = new LinkedHashSet<>(transaction.query(
                row -> row.longNumber("letter_id"),
                "select letter_id from dead_letter_subject where ehr = ? and patient_id = ?"
                        + " union select letter_id from dead_letter where source = ? and place = ? and patient_token is null",
                patient.ehr(),
                patient.patientId(),
                patient.ehr(),
                places.shown(patient.ehr(), "Patient/" + patient.patientId())));
        letters.addAll(transaction.query(
                row -> row.longNumber("letter_id"), LetterSearch.OF_FILES, LetterSearch.ofFiles(patient)));
        letters.addAll(noLongerWaited(transaction, patient));
        letters.forEach(letter -> erase(transaction, letter, now));
        return letters.size();
    }

    /** Letters about codes for which this patient alone waited. */
    private static List<Long> noLongerWaited(Transaction transaction, PatientKey patient) {
        List<Long> waited = transaction.query(
                row -> row.longNumber("letter_id"),
                "select letter_id from dead_letter_waiting where ehr = ? and patient_id = ? order by letter_id",
                patient.ehr(),
                patient.patientId());
        transaction.update(
                "delete from dead_letter_waiting where ehr = ? and patient_id = ?", patient.ehr(), patient.patientId());
        return waited.stream()
                .filter(letter -> transaction
                        .first(
                                row -> row.longNumber("letter_id"),
                                "select letter_id from dead_letter_waiting where letter_id = ?",
                                letter)
                        .isEmpty())
                .toList();
    }

    private static void erase(Transaction transaction, long letter, Instant now) {
        for (String table : List.of("dead_letter_payload", "dead_letter_subject", "record_correction")) {
            transaction.update("delete from " + table + " where letter_id = ?", letter);
        }
        transaction.update(
                "update replay set under_way = null, settled_at = ?, outcome = ? where under_way = ?",
                now,
                Replay.Outcome.RESOLVED_MEANWHILE.code(),
                letter);
        transaction.update(
                "update dead_letter set letter_key = ?, place = ?, content_hash = '', note = '' where letter_id = ?",
                NewDeadLetter.sha256((FORGOTTEN + " " + letter).getBytes(StandardCharsets.UTF_8)),
                FORGOTTEN,
                letter);
        transaction.update(
                "update dead_letter set state = 'resolved', closed_by = 'person', note = ?, closed_at = ?"
                        + " where letter_id = ? and state = 'open'",
                FORGOTTEN,
                now,
                letter);
    }
}
