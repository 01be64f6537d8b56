// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import dev.stemgate.model.Fingerprint;
import dev.stemgate.model.PatientKey;
import java.time.Instant;
import java.util.Optional;

/** At most one open write intent for each patient and model. */
final class WriteIntents {

    private final Database database;

    WriteIntents(Database database) {
        this.database = database;
    }

    void put(PatientUnit unit, Judgement judgement, Instant now) {
        String modelId = judgement.screening().model().id();
        clear(unit.patient(), modelId);
        database.inTransaction(transaction -> transaction.update(
                "insert into write_intent (ehr, patient_id, model_id, fingerprint, unit_id, intended_at)"
                        + " values (?, ?, ?, ?, ?, ?)",
                unit.patient().ehr(),
                unit.patient().patientId(),
                modelId,
                judgement.fingerprint().value(),
                unit.id().number(),
                now));
    }

    Optional<WriteIntent> find(PatientKey patient, String modelId) {
        return database.inTransaction(transaction -> transaction.first(
                row -> new WriteIntent(
                        new Fingerprint(row.text("fingerprint")),
                        new UnitId(row.longNumber("unit_id")),
                        row.instant("intended_at")),
                "select * from write_intent where ehr = ? and patient_id = ? and model_id = ?",
                patient.ehr(),
                patient.patientId(),
                modelId));
    }

    void clear(PatientKey patient, String modelId) {
        database.inTransaction(transaction -> transaction.update(
                "delete from write_intent where ehr = ? and patient_id = ? and model_id = ?",
                patient.ehr(),
                patient.patientId(),
                modelId));
    }
}
