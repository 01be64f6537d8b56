// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Takes the watermarks of a restored database back, so that all that changed since the backup is read again. The restored watermarks are
 * those of the backup; an hour more covers what an EHR indexed late.
 */
public final class Rewind {

    private static final Duration OVERLAP = Duration.ofHours(1);

    private final Database database;

    public Rewind(Database database) {
        this.database = Objects.requireNonNull(database, "database");
    }

    /**
     * From when an EHR is read again.
     *
     * @param from by the EHR's own clock; empty when it has no watermark, so that everything is read
     */
    public record Rewound(String ehr, Optional<Instant> from) {
        public Rewound {
            Objects.requireNonNull(ehr, "ehr");
            Objects.requireNonNull(from, "from");
        }
    }

    /** Rewinds every EHR, in one transaction with the audit. */
    public List<Rewound> run(Actor by, Instant now) {
        return database.inTransaction(transaction -> {
            List<EhrState> before = new EhrStatus(database).all();
            before.forEach(state -> state.watermark()
                    .ifPresent(watermark -> transaction.update(
                            "update ehr_status set watermark = ? where ehr = ?",
                            watermark.minus(OVERLAP),
                            state.ehr())));
            new Audit(database).ofStore(by, AuditEntry.Action.RESTORED, before.size() + " EHR(s) rewound", now);
            return before.stream()
                    .map(state ->
                            new Rewound(state.ehr(), state.watermark().map(watermark -> watermark.minus(OVERLAP))))
                    .toList();
        });
    }
}
