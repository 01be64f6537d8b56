// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import dev.stemgate.model.PatientKey;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reads units and steps from their tables. */
final class UnitRows {

    static final String SELECT = "select * from patient_unit ";

    private UnitRows() {}

    static PatientUnit unit(Row row) throws SQLException {
        return new PatientUnit(
                new UnitId(row.longNumber("unit_id")),
                new PatientKey(row.text("ehr"), row.text("patient_id")),
                row.text("requested_patient"),
                Trigger.ofCode(row.text("trigger_kind")),
                UnitState.ofCode(row.text("state")),
                row.instant("requested_at"),
                row.instant("not_before"),
                row.optionalText("claim_token").orElse(""),
                row.optionalText("worker").orElse(""),
                row.number("claims"),
                row.number("server_errors"),
                row.optionalInstant("first_server_error_at"),
                row.text("reason_code"),
                new EntryCounts(
                        row.number("entries_read"),
                        row.number("entries_accepted"),
                        row.number("entries_irrelevant"),
                        row.number("entries_duplicate"),
                        row.number("entries_dead_lettered")),
                row.optionalInstant("closed_at"));
    }

    static Optional<PatientUnit> find(Transaction transaction, UnitId id) {
        return transaction.first(UnitRows::unit, SELECT + "where unit_id = ?", id.number());
    }

    /** Units of a patient, also those that were re-keyed away from this id; oldest first. */
    static List<PatientUnit> of(Transaction transaction, PatientKey patient) {
        return transaction.query(
                UnitRows::unit,
                SELECT
                        + """
                        where unit_id in (select unit_id from patient_unit where ehr = ? and patient_id = ?
                            union select unit_id from patient_unit where ehr = ? and requested_patient = ?) order by unit_id""",
                patient.ehr(),
                patient.patientId(),
                patient.ehr(),
                patient.patientId());
    }
}
