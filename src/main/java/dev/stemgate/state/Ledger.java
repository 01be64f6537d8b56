// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import dev.stemgate.model.PatientKey;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The ledger of patient units (CONTRACTS, Two ledgers): every request is in exactly one state, of one patient at most one unit is
 * being worked on, and every step is kept with its time. Thread-safe, also across processes on one database.
 */
public final class Ledger {

    private final Database database;

    public Ledger(Database database) {
        this.database = Objects.requireNonNull(database, "database");
    }

    /** Asks for a screening. While an unclaimed unit of this patient is pending, that unit is the answer. */
    public UnitId request(PatientKey patient, Trigger trigger, Instant now) {
        return database.inTransaction(transaction -> UnitRequests.request(transaction, patient, trigger, now));
    }

    /** Asks for the screening of many patients of one EHR in one transaction. */
    public Requested requestAll(String ehr, List<String> patientIds, Trigger trigger, Instant now) {
        return database.inTransaction(
                transaction -> UnitRequests.requestAll(transaction, ehr, patientIds, trigger, now));
    }

    /**
     * Takes up to {@code max} units to work on, oldest first, for as long as the lease lasts. Never two of one patient, nor one of a
     * patient whom another worker has. Leases that ran out are taken back first.
     */
    public List<PatientUnit> claim(String ehr, int max, String worker, Instant now, Duration lease) {
        return database.inTransaction(transaction -> UnitClaims.claim(transaction, ehr, max, worker, now, lease));
    }

    /** Prolongs the lease of a unit that takes long. @throws IllegalUnitTransition when the claim no longer stands */
    public void renew(PatientUnit unit, Instant now, Duration lease) {
        database.inTransaction(transaction -> {
            UnitClaims.renew(transaction, unit, now.plus(lease));
            return unit;
        });
    }

    /** At start-up: takes back what an earlier run of the same worker held when it was killed; gives how many. */
    public int releaseAbandoned(String worker, Instant now) {
        return database.inTransaction(transaction -> UnitClaims.abandon(transaction, worker, now));
    }

    /**
     * Puts a claimed unit back because its endpoint is in trouble; no attempt is used up.
     *
     * @param notBefore when it may be claimed again
     * @param serverError true for a 5xx that concerned this unit; these are counted
     */
    public void release(PatientUnit unit, Instant notBefore, boolean serverError, Instant now) {
        database.inTransaction(transaction -> {
            UnitClaims.release(transaction, unit, notBefore, serverError, now);
            String detail = (serverError ? Step.FAILED + ", " : "") + "not before " + notBefore;
            UnitSteps.add(transaction, unit.id(), Step.Kind.RELEASED, detail, now);
            return unit;
        });
    }

    /**
     * Gives a claimed unit its final state.
     *
     * @param reasonCode why it is held or dead-lettered; may be empty
     * @throws IllegalUnitTransition when it is not held by this claim, or {@code state} is not final
     */
    public void close(PatientUnit unit, UnitState state, String reasonCode, EntryCounts counts, Instant now) {
        if (state == UnitState.PENDING) {
            throw new IllegalUnitTransition(unit.id(), "pending by closing");
        }
        database.inTransaction(transaction -> {
            UnitClaims.close(transaction, unit, state, reasonCode, counts, now);
            UnitSteps.add(transaction, unit.id(), Step.Kind.closing(state), reasonCode, now);
            return unit;
        });
    }

    /**
     * Re-keys the request of a patient who was merged away to the surviving record (CONTRACTS, Identity). Where the survivor already
     * waits for a screening, this unit is closed as {@code unchanged}, reason {@code rekeyed}.
     *
     * @return the unit that now stands for the survivor
     */
    public UnitId rekey(PatientUnit unit, String survivorId, Instant now) {
        if (survivorId.equals(unit.patient().patientId())) {
            throw new IllegalArgumentException("a patient cannot be merged into the same record");
        }
        return database.inTransaction(transaction -> {
            Long waiting = UnitRequests.waiting(transaction, unit.patient().ehr(), List.of(survivorId))
                    .get(survivorId);
            UnitId carrier = waiting == null ? unit.id() : new UnitId(waiting);
            UnitSteps.add(transaction, unit.id(), Step.Kind.REKEYED, "carried by " + carrier, now);
            if (waiting == null) {
                UnitClaims.rekey(transaction, unit, survivorId, now);
            } else {
                UnitSteps.add(transaction, carrier, Step.Kind.COALESCED, "merge of " + unit.id(), now);
                close(unit, UnitState.UNCHANGED, "rekeyed", EntryCounts.NONE, now);
            }
            return carrier;
        });
    }

    /** Notes what happened to a unit. @param detail without personal data; at most 1000 characters are kept */
    public void step(UnitId unit, Step.Kind kind, String detail, Instant now) {
        database.inTransaction(transaction -> {
            UnitSteps.add(transaction, unit, kind, detail, now);
            return unit;
        });
    }

    public Optional<UnitTrace> trace(UnitId unit) {
        return database.inTransaction(transaction ->
                UnitRows.find(transaction, unit).map(found -> new UnitTrace(found, UnitSteps.of(transaction, unit))));
    }

    /** Every unit of a patient with its steps, oldest first; also those re-keyed away from this id. */
    public List<UnitTrace> trace(PatientKey patient) {
        return database.inTransaction(transaction -> UnitRows.of(transaction, patient).stream()
                .map(unit -> new UnitTrace(unit, UnitSteps.of(transaction, unit.id())))
                .toList());
    }

    /** Those of these patients for whom there was ever a unit, in the order given. */
    public List<String> known(String ehr, List<String> patientIds) {
        Set<String> known = new HashSet<>(database.inTransaction(transaction -> transaction.query(
                row -> row.text("id"),
                """
                select w.id from unnest(cast(? as varchar array)) w (id)
                where exists (select 1 from patient_unit u where u.ehr = ? and u.patient_id = w.id)""",
                patientIds,
                ehr)));
        return patientIds.stream().filter(known::contains).toList();
    }

    /** How many units of an EHR are in each state; every state is in the map. */
    public Map<UnitState, Long> counts(String ehr) {
        Map<UnitState, Long> counts = new EnumMap<>(UnitState.class);
        for (UnitState state : UnitState.values()) {
            counts.put(state, 0L);
        }
        database.inTransaction(transaction -> transaction.query(
                        row -> Map.entry(UnitState.ofCode(row.text("state")), row.longNumber("units")),
                        "select state, count(*) as units from patient_unit where ehr = ? group by ehr, state",
                        ehr))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /** How many units of an EHR are not closed. */
    public long openCount(String ehr) {
        return database.inTransaction(transaction -> transaction.query(
                        row -> row.longNumber("units"),
                        "select count(*) as units from patient_unit where ehr = ? and state = ?",
                        ehr,
                        UnitState.PENDING.code()))
                .get(0);
    }
}
