// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Deletes the steps of units that were closed long ago; the units and their states stay. Thread-safe; works in small transactions. */
public final class StepRetention {

    private static final int BATCH = 500;

    private final Database database;

    public StepRetention(Database database) {
        this.database = Objects.requireNonNull(database, "database");
    }

    /** @return how many steps were deleted whose units were closed before that time */
    public long deleteOfUnitsClosedBefore(Instant time) {
        long deleted = 0;
        int batch;
        do {
            batch = database.inTransaction(transaction -> {
                List<Object[]> steps = transaction.query(
                        row -> new Object[] {row.longNumber("step_id")},
                        "select s.step_id from unit_step s join patient_unit u on u.unit_id = s.unit_id"
                                + " where u.closed_at < ? limit ?",
                        time,
                        BATCH);
                transaction.updateAll("delete from unit_step where step_id = ?", steps);
                return steps.size();
            });
            deleted += batch;
        } while (batch > 0);
        return deleted;
    }
}
