// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import dev.stemgate.model.ModelVersion;
import dev.stemgate.model.PatientKey;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of model changes and of the patients they concern. The counts of a change are kept in step with its patients. */
final class ModelChangeRows {

    private static final String SELECT = "select * from model_change ";
    private static final String OF = " where ehr = ? and model_id = ?";

    private record Patient(String before, Optional<String> after, boolean excluded) {
        boolean changed() {
            return after.filter(outcome -> !outcome.equals(before)).isPresent();
        }
    }

    private ModelChangeRows() {}

    static Optional<ModelChange> find(Transaction transaction, String ehr, String modelId) {
        return transaction.first(ModelChangeRows::change, SELECT + OF, ehr, modelId);
    }

    /** Locked until the transaction ends, so that its counts are changed by one at a time. */
    static Optional<ModelChange> locked(Transaction transaction, String ehr, String modelId) {
        return transaction.first(ModelChangeRows::change, SELECT + OF + " for update", ehr, modelId);
    }

    static List<ModelChange> all(Transaction transaction) {
        return transaction.query(ModelChangeRows::change, SELECT + "order by ehr, model_id");
    }

    /** Notes every patient who has a written result of another version, in place of what an earlier change noted. */
    static ModelChange begin(Transaction transaction, String ehr, ModelVersion model, Instant now) {
        transaction.update("delete from model_change_patient" + OF, ehr, model.id());
        transaction.update("delete from model_change" + OF, ehr, model.id());
        int patients = transaction.update(
                "insert into model_change_patient (ehr, model_id, patient_id, outcome_before)"
                        + " select ehr, model_id, patient_id, outcome from screening_result"
                        + OF
                        + " and status = 'written' and model_version <> ?",
                ehr,
                model.id(),
                model.version());
        transaction.update(
                "insert into model_change (ehr, model_id, model_version, begun_at, state, patients)"
                        + " values (?, ?, ?, ?, ?, ?)",
                ehr,
                model.id(),
                model.version(),
                now,
                ModelChange.State.OPEN.code(),
                patients);
        return find(transaction, ehr, model.id()).orElseThrow();
    }

    static ModelChange state(Transaction transaction, ModelChange change, ModelChange.State state) {
        transaction.update("update model_change set state = ?" + OF, state.code(), change.ehr(), change.modelId());
        return again(transaction, change);
    }

    /** The patient was screened; a patient who was not noted is not counted. */
    static ModelChange evaluated(Transaction transaction, ModelChange change, String patientId, String outcome) {
        Optional<Patient> noted = patient(transaction, change, patientId);
        if (noted.isEmpty() || noted.get().after().filter(outcome::equals).isPresent()) {
            return change;
        }
        Patient before = noted.get();
        Patient after = new Patient(before.before(), Optional.of(outcome), false);
        return store(transaction, change, patientId, before, after);
    }

    /** The patient could not be screened; who was screened already stays counted. */
    static ModelChange excluded(Transaction transaction, ModelChange change, String patientId) {
        Optional<Patient> noted = patient(transaction, change, patientId);
        if (noted.isEmpty() || noted.get().excluded() || noted.get().after().isPresent()) {
            return change;
        }
        return store(
                transaction,
                change,
                patientId,
                noted.get(),
                new Patient(noted.get().before(), Optional.empty(), true));
    }

    private static ModelChange store(
            Transaction transaction, ModelChange change, String patientId, Patient before, Patient after) {
        transaction.update(
                "update model_change_patient set outcome_after = ?, excluded = ?" + OF + " and patient_id = ?",
                after.after(),
                after.excluded(),
                change.ehr(),
                change.modelId(),
                patientId);
        transaction.update(
                "update model_change set evaluated = evaluated + ?, changed = changed + ?, excluded = excluded + ?"
                        + OF,
                one(after.after().isPresent()) - one(before.after().isPresent()),
                one(after.changed()) - one(before.changed()),
                one(after.excluded()) - one(before.excluded()),
                change.ehr(),
                change.modelId());
        return again(transaction, change);
    }

    private static int one(boolean counts) {
        return counts ? 1 : 0;
    }

    /** The outcome that was written when the change began; empty for a patient who was not noted. */
    static Optional<String> before(Transaction transaction, ModelChange change, String patientId) {
        return patient(transaction, change, patientId).map(Patient::before);
    }

    /** The outcome that stands written now. */
    static Optional<String> written(Transaction transaction, PatientKey patient, String modelId) {
        return transaction.first(
                row -> row.text("outcome"),
                "select outcome from screening_result" + OF + " and patient_id = ? and status = 'written'",
                patient.ehr(),
                modelId,
                patient.patientId());
    }

    static List<String> unknown(Transaction transaction, ModelChange change) {
        return transaction.query(
                row -> row.text("patient_id"),
                "select patient_id from model_change_patient" + OF
                        + " and outcome_after is null and not excluded order by patient_id",
                change.ehr(),
                change.modelId());
    }

    private static Optional<Patient> patient(Transaction transaction, ModelChange change, String patientId) {
        return transaction.first(
                row -> new Patient(row.text("outcome_before"), row.optionalText("outcome_after"), row.yes("excluded")),
                "select * from model_change_patient" + OF + " and patient_id = ?",
                change.ehr(),
                change.modelId(),
                patientId);
    }

    private static ModelChange again(Transaction transaction, ModelChange change) {
        return find(transaction, change.ehr(), change.modelId()).orElseThrow();
    }

    private static ModelChange change(Row row) throws SQLException {
        return new ModelChange(
                row.text("ehr"),
                row.text("model_id"),
                row.text("model_version"),
                row.instant("begun_at"),
                ModelChange.State.ofCode(row.text("state")),
                row.number("patients"),
                row.number("evaluated"),
                row.number("changed"),
                row.number("excluded"));
    }
}
