// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import dev.stemgate.deadletter.Replay.Outcome;
import dev.stemgate.deadletter.ReplayRows.UnderWay;
import dev.stemgate.state.Actor;
import dev.stemgate.state.Audit;
import dev.stemgate.state.AuditEntry;
import dev.stemgate.state.Database;
import dev.stemgate.state.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Closes the letters of replays whose screening requests are through. A letter is replayed only when its place was read fine, or,
 * being about the whole patient, the patient was screened; a record that was not among what was read proves nothing. Run by the
 * bridge every few seconds and by every command before it looks; running it twice changes nothing. Thread-safe.
 */
public final class ReplaySettlement {

    private static final String BY_SOURCE = "source";

    private final Database database;
    private final Audit audit;

    public ReplaySettlement(Database database) {
        this.database = Objects.requireNonNull(database, "database");
        this.audit = new Audit(database);
    }

    /** @return how many replays came to their end by this */
    public int settle(Instant now) {
        List<UnderWay> through = database.inTransaction(ReplayRows::underWay).stream()
                .filter(replay -> replay.pending() == 0)
                .toList();
        return through.stream().mapToInt(replay -> settle(replay.replay(), now)).sum();
    }

    /** The letter is locked and looked at again, so that a letter that just came again is not closed. */
    private int settle(long number, Instant now) {
        return database.inTransaction(transaction -> {
            Optional<UnderWay> replay = locked(transaction, number);
            if (replay.isEmpty()) {
                return 0;
            }
            UnderWay through = replay.get();
            Outcome outcome = outcome(through);
            if (!ReplayRows.settle(transaction, number, outcome, now)) {
                return 0;
            }
            if (outcome == Outcome.GONE) {
                close(transaction, through.letter(), now);
            }
            audit.ofLetter(
                    Actor.BRIDGE,
                    AuditEntry.Action.REPLAY_SETTLED,
                    through.letter().number(),
                    Optional.empty(),
                    outcome.code(),
                    now);
            return 1;
        });
    }

    private static Optional<UnderWay> locked(Transaction transaction, long number) {
        transaction.query(
                row -> row.longNumber("letter_id"),
                "select letter_id from dead_letter where letter_id = (select letter_id from replay where replay_id = ?)"
                        + " for update",
                number);
        return ReplayRows.underWay(transaction, number).filter(replay -> replay.pending() == 0);
    }

    private static Outcome outcome(UnderWay replay) {
        if (replay.closedBy().equals(BY_SOURCE)) {
            return Outcome.GONE;
        }
        if (!replay.closedBy().isEmpty()) {
            return Outcome.RESOLVED_MEANWHILE;
        }
        if (replay.seenAgain() || replay.failed() > 0) {
            return Outcome.STILL_THERE;
        }
        return replay.wholeUnit() ? Outcome.GONE : Outcome.NOT_MET;
    }

    static void close(Transaction transaction, LetterId letter, Instant now) {
        transaction.update(
                "update dead_letter set state = 'replayed', closed_by = 'replay', closed_at = ? where letter_id = ?",
                now,
                letter.number());
    }
}
