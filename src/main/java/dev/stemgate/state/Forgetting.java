// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import dev.stemgate.model.PatientKey;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Erases all that is held of one patient: in one transaction, audited under the keyed hash. What stands on the EHR and in backups is not
 * touched. Thread-safe.
 */
public final class Forgetting {

    private final Database database;
    private final Audit audit;
    private final List<Erasure> erasures;

    /** @param erasures every part of the state that holds something of patients */
    public Forgetting(Database database, List<Erasure> erasures) {
        this.database = Objects.requireNonNull(database, "database");
        this.audit = new Audit(database);
        this.erasures = List.copyOf(erasures);
    }

    /**
     * @return how many pieces were erased; 0 when nothing was held
     * @throws PatientBusyException while the patient is being screened
     */
    public int forget(PatientKey patient, Actor by, Instant now) {
        String token = PatientToken.of(database).of(patient);
        return database.inTransaction(transaction -> {
            int erased = 0;
            for (Erasure erasure : erasures) {
                erased += erasure.erase(transaction, patient, token, now);
            }
            audit.ofPatient(by, AuditEntry.Action.FORGOTTEN, token, erased + " piece(s)", now);
            return erased;
        });
    }
}
