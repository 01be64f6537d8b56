// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import dev.stemgate.model.Fingerprint;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.Screening;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The rows of the last results. A patient and model have at most one written and one held row; a held row is always newer than
 * the written one, because whatever is written or confirmed as written removes it.
 */
final class ResultRows {

    private static final String OF = " where ehr = ? and patient_id = ? and model_id = ? and status = ?";

    private ResultRows() {}

    static Optional<StoredResult> last(Transaction transaction, PatientKey patient, String modelId) {
        return find(transaction, patient, modelId, ResultStatus.HELD)
                .or(() -> find(transaction, patient, modelId, ResultStatus.WRITTEN));
    }

    static Optional<StoredResult> find(
            Transaction transaction, PatientKey patient, String modelId, ResultStatus status) {
        return transaction.first(
                row -> result(transaction, row),
                "select * from screening_result" + OF,
                patient.ehr(),
                patient.patientId(),
                modelId,
                status.code());
    }

    /** @param condition keeps only rows that no newer one hides */
    static List<StoredResult> newest(Transaction transaction, String ehr, String condition) {
        return transaction.query(
                row -> result(transaction, row),
                "select * from screening_result r where ehr = ? and " + condition + " order by patient_id",
                ehr);
    }

    static void replace(
            Transaction transaction,
            PatientUnit unit,
            Judgement judgement,
            ResultStatus status,
            ObservationVersion observation,
            Instant now) {
        Screening screening = judgement.screening();
        delete(transaction, judgement, status);
        SealedScreening sealed = SealedScreening.of(
                transaction,
                ScreeningJson.write(screening),
                SealedScreening.place(
                        screening.patient().ehr(),
                        screening.patient().patientId(),
                        screening.model().id(),
                        status.code()));
        transaction.update(
                """
                insert into screening_result (ehr, patient_id, model_id, status, model_version, fingerprint, outcome,
                    screening, evaluated_on, evaluated_at, last_confirmed_on, last_confirmed_at, valid_until,
                    written_as, observation_id, observation_version, recorded_at, unit_id, key_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                screening.patient().ehr(),
                screening.patient().patientId(),
                screening.model().id(),
                status.code(),
                screening.model().version(),
                judgement.fingerprint().value(),
                screening.outcome().code(),
                sealed.text(),
                screening.asOf(),
                judgement.evaluatedAt(),
                screening.asOf(),
                judgement.evaluatedAt(),
                screening.validUntil(),
                observation.type(),
                observation.id(),
                observation.version(),
                now,
                unit.id().number(),
                sealed.keyId());
    }

    static void confirm(Transaction transaction, Judgement judgement, ResultStatus status) {
        Screening screening = judgement.screening();
        transaction.update(
                "update screening_result set last_confirmed_on = ?, last_confirmed_at = ?, valid_until = ?,"
                        + " rescreen_asked_on = null" + OF,
                screening.asOf(),
                judgement.evaluatedAt(),
                screening.validUntil(),
                screening.patient().ehr(),
                screening.patient().patientId(),
                screening.model().id(),
                status.code());
    }

    static void delete(Transaction transaction, Judgement judgement, ResultStatus status) {
        PatientKey patient = judgement.screening().patient();
        transaction.update(
                "delete from screening_result" + OF,
                patient.ehr(),
                patient.patientId(),
                judgement.screening().model().id(),
                status.code());
    }

    /** Whether something newer is stored: a later as-of date, or the same one judged later. */
    static boolean isOutdated(Transaction transaction, Judgement judgement) {
        Screening screening = judgement.screening();
        return !transaction
                .query(
                        row -> row.text("status"),
                        """
                        select status from screening_result where ehr = ? and patient_id = ? and model_id = ?
                            and (last_confirmed_on > ? or (last_confirmed_on = ? and last_confirmed_at > ?))""",
                        screening.patient().ehr(),
                        screening.patient().patientId(),
                        screening.model().id(),
                        screening.asOf(),
                        screening.asOf(),
                        judgement.evaluatedAt())
                .isEmpty();
    }

    private static StoredResult result(Transaction transaction, Row row) throws SQLException {
        String place = SealedScreening.place(
                row.text("ehr"), row.text("patient_id"), row.text("model_id"), row.text("status"));
        return new StoredResult(
                ScreeningJson.read(SealedScreening.read(transaction, row, place)),
                new Fingerprint(row.text("fingerprint")),
                ResultStatus.ofCode(row.text("status")),
                row.instant("evaluated_at"),
                row.date("last_confirmed_on"),
                row.date("valid_until"),
                new ObservationVersion(
                        row.text("written_as"), row.text("observation_id"), row.text("observation_version")),
                row.instant("recorded_at"),
                new UnitId(row.longNumber("unit_id")));
    }
}
