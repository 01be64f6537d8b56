// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Suspends writing to an EHR that refuses one result after the other (CONTRACTS, Write-back modes): when it refused the results of
 * {@value #REFUSALS} patients with the same code and accepted none between them. It stays suspended over restarts until somebody
 * resumes it. Refusals are counted by patient, so that one record that is refused round after round costs nobody else. Thread-safe, also
 * across processes.
 */
public final class Suspensions {

    /** Reason code of units that are held because of a suspension. */
    public static final String REASON = "write-back-suspended";

    static final int REFUSALS = 10;

    private final Database database;
    private final HeldUnits held;

    public Suspensions(Database database, Ledger ledger) {
        this.database = Objects.requireNonNull(database, "database");
        this.held = new HeldUnits(database, Objects.requireNonNull(ledger, "ledger"));
    }

    /**
     * The EHR refused the result of a patient.
     *
     * @param code what it answered, never its words
     * @return true when this refusal suspends writing; false also when it was suspended before
     */
    public boolean refused(String ehr, String patientId, String code, Instant now) {
        String kept = code.length() <= 60 ? code : code.substring(0, 60);
        return database.inTransaction(transaction -> {
            transaction.update("delete from write_refusal where ehr = ? and code <> ?", ehr, kept);
            transaction.update("delete from write_refusal where ehr = ? and patient_id = ?", ehr, patientId);
            transaction.update(
                    "insert into write_refusal (ehr, patient_id, code, refused_at) values (?, ?, ?, ?)",
                    ehr,
                    patientId,
                    kept,
                    now);
            long refusals = transaction
                    .query(
                            row -> row.longNumber("refusals"),
                            "select count(*) as refusals from write_refusal where ehr = ?",
                            ehr)
                    .get(0);
            if (refusals < REFUSALS || of(ehr).isPresent()) {
                return false;
            }
            transaction.update("insert into write_suspension (ehr, code, since) values (?, ?, ?)", ehr, kept, now);
            return true;
        });
    }

    /** The EHR accepted a result: earlier refusals do not count any more. A suspension stays until it is resumed. */
    public void accepted(String ehr) {
        database.inTransaction(transaction -> transaction.update("delete from write_refusal where ehr = ?", ehr));
    }

    public Optional<Suspension> of(String ehr) {
        return database.inTransaction(transaction -> transaction.first(
                row -> new Suspension(row.text("code"), row.instant("since")),
                "select code, since from write_suspension where ehr = ?",
                ehr));
    }

    /**
     * Ends a suspension and asks again for every patient whose result was held because of it.
     *
     * @return how many were asked for; empty when it was not suspended
     */
    public Optional<Requested> resume(String ehr, Instant now) {
        return database.inTransaction(transaction -> of(ehr).map(suspension -> {
            transaction.update("delete from write_suspension where ehr = ?", ehr);
            transaction.update("delete from write_refusal where ehr = ?", ehr);
            return held.requestAgain(ehr, REASON, suspension.since(), Trigger.MANUAL, now);
        }));
    }
}
