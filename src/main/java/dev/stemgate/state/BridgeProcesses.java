// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import dev.stemgate.state.StateUnavailableException.Problem;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The bridges that share a database. Each says again and again that it is alive and keeps its claims by that; the claims of one that is
 * over are taken by the others: at once where the system knows that the process is gone, else when it has been silent for too long. A
 * file database belongs to one bridge alone. Thread-safe, across processes; machines are expected to agree on the time to some seconds.
 */
public final class BridgeProcesses {

    private final Database database;

    public BridgeProcesses(Database database) {
        this.database = Objects.requireNonNull(database, "database");
    }

    /**
     * This bridge begins; to be called before it claims anything.
     *
     * @throws StateUnavailableException when the database is a file that another bridge is using
     */
    public void begin(BridgeProcess self, Instant now) {
        database.inTransaction(transaction -> {
            if (database.isOfOneProcess()) {
                others(transaction, self).stream()
                        .filter(other -> other.process().isAliveAsSeenFrom(self))
                        .filter(other -> other.process().pid() != self.pid())
                        .findFirst()
                        .ifPresent(other -> {
                            throw new StateUnavailableException(
                                    Problem.IN_USE,
                                    "the state database is in use by another bridge (process "
                                            + other.process().pid() + ")",
                                    "end that bridge, or let both use one PostgreSQL database");
                        });
            }
            insert(transaction, self, now);
            return self;
        });
    }

    private static void insert(Transaction transaction, BridgeProcess self, Instant now) {
        transaction.update(
                "insert into bridge_process (worker, place, pid, process_began, started_at, seen_at)"
                        + " values (?, ?, ?, ?, ?, ?)",
                self.worker(),
                self.place(),
                self.pid(),
                self.began(),
                now,
                now);
    }

    /**
     * This bridge is alive, also where another one took it for over, and so are the claims that it is working on.
     *
     * @param inWork units that it claimed and has not settled; a claim that no longer stands is passed over
     */
    public void alive(BridgeProcess self, List<PatientUnit> inWork, Duration lease, Instant now) {
        database.inTransaction(transaction -> {
            if (transaction.update("update bridge_process set seen_at = ? where worker = ?", now, self.worker()) == 0) {
                insert(transaction, self, now);
            }
            UnitClaims.renewAll(transaction, inWork, now.plus(lease));
            return inWork;
        });
    }

    /** This bridge ends: what it still holds is free. */
    public void end(BridgeProcess self, Instant now) {
        database.inTransaction(transaction -> {
            int freed = UnitClaims.abandon(transaction, self.worker(), now);
            transaction.update("delete from bridge_process where worker = ?", self.worker());
            return freed;
        });
    }

    /**
     * Frees the claims of bridges that are over, also those of which nothing is known.
     *
     * @param silence after how long a bridge that says nothing is over
     * @return how many units go on
     */
    public int takeOver(BridgeProcess self, Duration silence, Instant now) {
        return database.inTransaction(transaction -> {
            for (Seen other : others(transaction, self)) {
                if (isOver(other, self, silence, now)) {
                    transaction.update(
                            "delete from bridge_process where worker = ?",
                            other.process().worker());
                }
            }
            return UnitClaims.abandonUnknown(transaction, now);
        });
    }

    private boolean isOver(Seen other, BridgeProcess self, Duration silence, Instant now) {
        if (other.process().isOverAsSeenFrom(self)) {
            return true;
        }
        boolean silent = !other.at().plus(silence).isAfter(now);
        return silent || database.isOfOneProcess() && !other.process().isAliveAsSeenFrom(self);
    }

    private record Seen(BridgeProcess process, Instant at) {}

    private static List<Seen> others(Transaction transaction, BridgeProcess self) {
        return transaction.query(
                BridgeProcesses::seen, "select * from bridge_process where worker <> ? order by worker", self.worker());
    }

    private static Seen seen(Row row) throws SQLException {
        return new Seen(
                new BridgeProcess(
                        row.text("worker"),
                        row.text("place"),
                        row.longNumber("pid"),
                        row.optionalInstant("process_began")),
                row.instant("seen_at"));
    }
}
