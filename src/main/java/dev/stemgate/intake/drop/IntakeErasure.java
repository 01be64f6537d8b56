// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import dev.stemgate.intake.PatientIdentifier;
import dev.stemgate.model.PatientKey;
import dev.stemgate.state.Erasure;
import dev.stemgate.state.InputSubject;
import dev.stemgate.state.InputSubjects;
import dev.stemgate.state.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Erases what files and messages said of a patient: records, how their sources describe and identify the patient, and the patient among
 * the candidates of others. Units and files stay as counts; content that was read stays known by its hash, so that the same file does
 * not bring it back. To be run after the erasure of the letters, which finds through the records which letters are the patient's.
 */
public final class IntakeErasure implements Erasure {

    private static final String FORGOTTEN = "forgotten";

    private final InputSubjects subjects;

    public IntakeErasure(InputSubjects subjects) {
        this.subjects = Objects.requireNonNull(subjects, "subjects");
    }

    @Override
    public int erase(Transaction transaction, PatientKey patient, String token, Instant now) {
        List<InputSubject> described = subjects.matchedTo(patient);
        int erased = records(transaction, "ehr = ? and patient_id = ?", patient.ehr(), patient.patientId());
        for (InputSubject subject : described) {
            erased += records(transaction, "subject_key = ?", subject.key());
            erased += merges(subject);
            erased += transaction.update("delete from input_subject where subject_key = ?", subject.key());
        }
        return erased + subjects.forgetCandidates(patient.ehr(), "\"patient\":\"" + patient.patientId() + "\"");
    }

    /** Units that waited for the patient wait no more. */
    private static int records(Transaction transaction, String which, Object... keys) {
        List<Object[]> units = transaction.query(
                row -> new Object[] {row.longNumber("file_id"), row.longNumber("ordinal")},
                "select file_id, ordinal from imported_record where " + which,
                keys);
        transaction.updateAll("delete from imported_record where file_id = ? and ordinal = ?", units);
        transaction.updateAll(
                "update input_unit set state = 'irrelevant', reason = '', line = '" + FORGOTTEN
                        + "' where file_id = ? and ordinal = ? and state = 'pending'",
                units);
        return units.size();
    }

    /** What the source said of identifiers that were merged. */
    private int merges(InputSubject subject) {
        int erased = 0;
        for (PatientIdentifier identifier : SubjectRows.subject(subject).identifiers()) {
            erased += subjects.forgetMerges(
                    subject.source(), SubjectRows.hash(identifier), identifier.system(), identifier.value());
        }
        return erased;
    }
}
