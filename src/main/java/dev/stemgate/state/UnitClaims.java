// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Gives units to workers for a limited time. A claim is a token: whoever wants to change the unit must show it, so a worker
 * whose lease ran out can do no harm. The unique constraint on the claimed patient holds "one patient, one writer".
 */
final class UnitClaims {

    private static final String FREE =
            "claim_token = null, claimed_patient = null, claimed_until = null, worker = null";
    private static final String HELD_BY = " where unit_id = ? and state = 'pending' and claim_token = ?";

    private UnitClaims() {}

    static List<PatientUnit> claim(
            Transaction transaction, String ehr, int max, String worker, Instant now, Duration lease) {
        free(
                transaction,
                Step.Kind.LEASE_EXPIRED,
                now,
                "ehr = ? and claimed_patient >= '' and claimed_until <= ?",
                ehr,
                now);
        List<PatientUnit> claimed = new ArrayList<>();
        for (long candidate : candidates(transaction, ehr, max, now)) {
            take(transaction, candidate, worker, now, lease).ifPresent(claimed::add);
        }
        return claimed;
    }

    /** Frees what a worker holds; gives how many. */
    static int abandon(Transaction transaction, String worker, Instant now) {
        return free(transaction, Step.Kind.ABANDONED, now, "worker = ?", worker);
    }

    /** Frees what is held by workers that are not known among the running bridges. */
    static int abandonUnknown(Transaction transaction, Instant now) {
        return free(
                transaction,
                Step.Kind.ABANDONED,
                now,
                "not exists (select 1 from bridge_process b where b.worker = patient_unit.worker)");
    }

    /** Prolongs claims that still stand; others are left alone. */
    static void renewAll(Transaction transaction, List<PatientUnit> units, Instant until) {
        transaction.updateAll(
                "update patient_unit set claimed_until = ?" + HELD_BY,
                units.stream()
                        .map(unit -> new Object[] {until, unit.id().number(), unit.claim()})
                        .toList());
    }

    static void renew(Transaction transaction, PatientUnit unit, Instant until) {
        held(
                unit,
                "renewed",
                transaction.update(
                        "update patient_unit set claimed_until = ?" + HELD_BY,
                        until,
                        unit.id().number(),
                        unit.claim()));
    }

    static void release(
            Transaction transaction, PatientUnit unit, Instant notBefore, boolean serverError, Instant now) {
        int errors = serverError ? 1 : 0;
        held(
                unit,
                "released",
                transaction.update(
                        "update patient_unit set " + FREE + ", not_before = ?, server_errors = server_errors + ?,"
                                + " first_server_error_at = case when ? > 0 then coalesce(first_server_error_at, cast(? as timestamp with time zone))"
                                + " else first_server_error_at end" + HELD_BY,
                        notBefore,
                        errors,
                        errors,
                        now,
                        unit.id().number(),
                        unit.claim()));
    }

    static void close(
            Transaction transaction,
            PatientUnit unit,
            UnitState state,
            String reason,
            EntryCounts counts,
            Instant now) {
        held(
                unit,
                state.code(),
                transaction.update(
                        "update patient_unit set " + FREE
                                + ", state = ?, reason_code = ?, entries_read = ?, entries_accepted = ?,"
                                + " entries_irrelevant = ?, entries_duplicate = ?, entries_dead_lettered = ?, closed_at = ?"
                                + HELD_BY,
                        state.code(),
                        reason,
                        counts.read(),
                        counts.accepted(),
                        counts.irrelevant(),
                        counts.duplicate(),
                        counts.deadLettered(),
                        now,
                        unit.id().number(),
                        unit.claim()));
    }

    static void rekey(Transaction transaction, PatientUnit unit, String survivorId, Instant now) {
        held(
                unit,
                "re-keyed",
                transaction.update(
                        "update patient_unit set " + FREE + ", patient_id = ?, not_before = ?" + HELD_BY,
                        survivorId,
                        now,
                        unit.id().number(),
                        unit.claim()));
    }

    /** Asserts that the claim still stands, and locks the unit until the transaction ends. */
    static void check(Transaction transaction, PatientUnit unit, String wanted) {
        held(
                unit,
                wanted,
                transaction.update(
                        "update patient_unit set claims = claims" + HELD_BY,
                        unit.id().number(),
                        unit.claim()));
    }

    private static void held(PatientUnit unit, String wanted, int rows) {
        if (rows != 1) {
            throw new IllegalUnitTransition(unit.id(), wanted);
        }
    }

    private static int free(Transaction transaction, Step.Kind kind, Instant now, String which, Object... parameters) {
        List<Long> units = transaction.query(
                row -> row.longNumber("unit_id"),
                "select unit_id from patient_unit where claim_token is not null and " + which
                        + " order by unit_id for update skip locked",
                parameters);
        units.forEach(unit -> transaction.update("update patient_unit set " + FREE + " where unit_id = ?", unit));
        UnitSteps.addAll(transaction, units, kind, "", now);
        return units.size();
    }

    /**
     * Ordered by the whole index, so that neither database sorts or reads every pending unit. Oldest first; of several units of one patient only the first, and none of a patient who is being worked on.
     */
    private static List<Long> candidates(Transaction transaction, String ehr, int max, Instant now) {
        record Candidate(long unit, String patient) {}
        List<Candidate> found = transaction.query(
                row -> new Candidate(row.longNumber("unit_id"), row.text("patient_id")),
                """
                select unit_id, patient_id from patient_unit u
                where ehr = ? and state = 'pending' and claim_token is null and not_before <= ?
                    and not exists (
                        select 1 from patient_unit c where c.ehr = u.ehr and c.claimed_patient = u.patient_id)
                order by ehr, state, unit_id limit ?""",
                ehr,
                now,
                2L * max);
        List<String> patients = new ArrayList<>();
        List<Long> units = new ArrayList<>();
        for (Candidate candidate : found) {
            if (units.size() < max && !patients.contains(candidate.patient())) {
                patients.add(candidate.patient());
                units.add(candidate.unit());
            }
        }
        return units;
    }

    private static Optional<PatientUnit> take(
            Transaction transaction, long unit, String worker, Instant now, Duration lease) {
        int rows = transaction.update(
                """
                update patient_unit set claim_token = ?, claimed_patient = patient_id, claimed_until = ?, worker = ?,
                    waiting_patient = null, claims = claims + 1
                where unit_id = ? and state = 'pending' and claim_token is null""",
                UUID.randomUUID().toString(),
                now.plus(lease),
                worker,
                unit);
        if (rows == 0) {
            return Optional.empty();
        }
        UnitSteps.add(transaction, new UnitId(unit), Step.Kind.CLAIMED, worker, now);
        return UnitRows.find(transaction, new UnitId(unit));
    }
}
