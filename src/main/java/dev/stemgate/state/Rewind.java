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
            ReadingProgress progress = new ReadingProgress(database);
            List<Rewound> rewound = new EhrStatus(database)
                    .all().stream()
                            .map(state -> new Rewound(state.ehr(), from(progress, state.ehr())))
                            .toList();
            rewound.forEach(ehr -> progress.rewind(ehr.ehr(), ehr.from().orElse(Instant.EPOCH)));
            new Audit(database).ofStore(by, AuditEntry.Action.RESTORED, rewound.size() + " EHR(s) rewound", now);
            return rewound;
        });
    }

    /** An hour before the earliest of its watermarks. */
    private static Optional<Instant> from(ReadingProgress progress, String ehr) {
        return progress.of(ehr).stream()
                .flatMap(reached -> reached.completeUpTo().stream())
                .min(Instant::compareTo)
                .map(upTo -> upTo.minus(OVERLAP));
    }
}
