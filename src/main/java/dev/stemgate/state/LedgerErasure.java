// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import dev.stemgate.model.PatientKey;
import java.time.Instant;
import java.util.List;

/**
 * Erases the results of a patient and takes the patient's id out of the ledger. The units stay, under the keyed hash, so that what came in
 * is still what came out; a request that waits is closed as {@code held}, reason {@code forgotten}.
 */
public final class LedgerErasure implements Erasure {

    /** Why a unit of a forgotten patient is held. */
    public static final String REASON = "forgotten";

    /** @throws PatientBusyException while a unit of the patient is being worked on */
    @Override
    public int erase(Transaction transaction, PatientKey patient, String token, Instant now) {
        List<PatientUnit> pending = transaction.query(
                UnitRows::unit,
                UnitRows.SELECT + "where ehr = ? and patient_id = ? and state = 'pending' for update",
                patient.ehr(),
                patient.patientId());
        if (pending.stream().anyMatch(PatientUnit::claimed)) {
            throw new PatientBusyException();
        }
        pending.forEach(unit -> hold(transaction, unit, now));
        int erased = transaction.update(
                "delete from screening_result where ehr = ? and patient_id = ?", patient.ehr(), patient.patientId());
        erased += transaction.update(
                "delete from write_intent where ehr = ? and patient_id = ?", patient.ehr(), patient.patientId());
        return erased
                + rename(transaction, "patient_id", patient, token)
                + rename(transaction, "requested_patient", patient, token);
    }

    private static void hold(Transaction transaction, PatientUnit unit, Instant now) {
        transaction.update(
                "update patient_unit set state = 'held', reason_code = ?, waiting_patient = null, closed_at = ?"
                        + " where unit_id = ?",
                REASON,
                now,
                unit.id().number());
        UnitSteps.add(transaction, unit.id(), Step.Kind.HELD, REASON, now);
    }

    private static int rename(Transaction transaction, String column, PatientKey patient, String token) {
        return transaction.update(
                "update patient_unit set " + column + " = ? where ehr = ? and " + column + " = ?",
                "#" + token,
                patient.ehr(),
                patient.patientId());
    }
}
