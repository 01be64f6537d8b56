// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.time.Instant;
import java.util.List;

/** Asks again for patients whose results were held for a reason that no longer stands. */
final class HeldUnits {

    private final Database database;
    private final Ledger ledger;

    HeldUnits(Database database, Ledger ledger) {
        this.database = database;
        this.ledger = ledger;
    }

    /** Requests every patient of an EHR of whom a unit was held for this reason since then. */
    Requested requestAgain(String ehr, String reasonCode, Instant since, Trigger trigger, Instant now) {
        return database.inTransaction(transaction -> {
            List<String> patients = transaction.query(
                    row -> row.text("patient_id"),
                    "select patient_id from patient_unit where ehr = ? and state = 'held' and reason_code = ?"
                            + " and closed_at >= ? group by patient_id order by min(unit_id)",
                    ehr,
                    reasonCode,
                    since);
            return ledger.requestAll(ehr, patients, trigger, now);
        });
    }
}
