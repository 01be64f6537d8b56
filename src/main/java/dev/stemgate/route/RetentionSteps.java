// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.deadletter.LetterRetention;
import dev.stemgate.route.config.RetentionSettings;
import dev.stemgate.state.Actor;
import dev.stemgate.state.Audit;
import dev.stemgate.state.AuditEntry;
import dev.stemgate.state.Database;
import dev.stemgate.state.InputRetention;
import dev.stemgate.state.StepRetention;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;

/** Bean {@code retention}: deletes what the settings no longer want kept, and notes in the audit how much. Thread-safe. */
public final class RetentionSteps {

    private final Database database;
    private final RetentionSettings settings;
    private final Clock clock;

    RetentionSteps(Database database, RetentionSettings settings, Clock clock) {
        this.database = Objects.requireNonNull(database, "database");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Deletes what is due. */
    public void cleanUp() {
        Instant now = clock.instant();
        settings.closedLetters()
                .ifPresent(age -> note(
                        new LetterRetention(database).deleteClosedBefore(now.minus(age)), "closed letter(s)", now));
        settings.steps()
                .ifPresent(age -> note(
                        new StepRetention(database).deleteOfUnitsClosedBefore(now.minus(age)),
                        "step(s) of closed units",
                        now));
        settings.inputs()
                .ifPresent(age -> note(
                        new InputRetention(database).deleteSettledBefore(now.minus(age)),
                        "settled record(s) and line(s) of files",
                        now));
    }

    private void note(long deleted, String what, Instant now) {
        if (deleted > 0) {
            new Audit(database).ofStore(Actor.BRIDGE, AuditEntry.Action.PURGED, deleted + " " + what, now);
        }
    }
}
