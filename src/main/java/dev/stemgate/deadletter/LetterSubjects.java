// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import dev.stemgate.model.PatientKey;
import dev.stemgate.state.Transaction;
import java.util.Optional;

/** Whose each letter is: personal data, kept beside the payload and read for a replay or for a person who asks. */
final class LetterSubjects {

    private LetterSubjects() {}

    static void put(Transaction transaction, LetterId letter, PatientKey patient) {
        transaction.update(
                "insert into dead_letter_subject (letter_id, ehr, patient_id) values (?, ?, ?)",
                letter.number(),
                patient.ehr(),
                patient.patientId());
    }

    static Optional<PatientKey> of(Transaction transaction, LetterId letter) {
        return transaction
                .first(
                        row -> new PatientKey(row.text("ehr"), row.text("patient_id")),
                        "select ehr, patient_id from dead_letter_subject where letter_id = ?",
                        letter.number())
                .or(() -> ofRecord(transaction, letter));
    }

    /** Of a record of a file, whose patient is found after the letter was put. */
    private static Optional<PatientKey> ofRecord(Transaction transaction, LetterId letter) {
        return transaction.first(
                row -> new PatientKey(row.text("ehr"), row.text("patient_id")),
                """
                select r.ehr, r.patient_id from dead_letter l join imported_record r
                    on r.source = l.source and r.place = l.place and r.received_hash = l.content_hash
                where l.letter_id = ? and r.patient_id is not null
                order by r.file_id desc, r.ordinal desc""",
                letter.number());
    }
}
