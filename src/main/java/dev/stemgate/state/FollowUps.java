// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What is still to be sent after results were written, on servers without transactions: stored together with the result, sent until it is
 * accepted, over restarts and crashes, and noted in the steps of its unit. Whoever takes it learns whether it was taken before: a lost
 * answer, or a crash before the record, hides that the EHR has it. Thread-safe, also across processes.
 */
public final class FollowUps {

    private final Database database;

    public FollowUps(Database database) {
        this.database = Objects.requireNonNull(database, "database");
    }

    /** Stores requests; inside the transaction that records the result, where there is one. */
    public void add(PatientUnit unit, List<FollowUp.Request> requests, Instant now) {
        database.inTransaction(transaction -> {
            for (FollowUp.Request request : requests) {
                transaction.update(
                        "insert into write_follow_up (ehr, unit_id, what, entry, next_at, made_at) values (?, ?, ?, ?, ?, ?)",
                        unit.patient().ehr(),
                        unit.id().number(),
                        request.what(),
                        request.entry(),
                        now,
                        now);
                UnitSteps.add(transaction, unit.id(), Step.Kind.NOTE, request.what() + " is to follow", now);
            }
            return requests;
        });
    }

    /** Takes up to {@code max} that are due, oldest first; nobody else gets them before the lease ends. */
    public List<FollowUp> take(String ehr, int max, Instant now, Duration lease) {
        return database.inTransaction(transaction -> {
            List<FollowUp> due = transaction.query(
                    FollowUps::followUp,
                    "select * from write_follow_up where ehr = ? and next_at <= ? order by follow_up_id limit ?",
                    ehr,
                    now,
                    max);
            List<FollowUp> taken = new ArrayList<>();
            for (FollowUp one : due) {
                int rows = transaction.update(
                        "update write_follow_up set next_at = ?,"
                                + " begun_at = coalesce(begun_at, cast(? as timestamp with time zone))"
                                + " where follow_up_id = ? and next_at <= ?",
                        now.plus(lease),
                        now,
                        one.id(),
                        now);
                if (rows == 1) {
                    taken.add(one);
                }
            }
            return taken;
        });
    }

    /** The EHR accepted it. */
    public void sent(FollowUp followUp, Instant now) {
        database.inTransaction(transaction -> {
            transaction.update("delete from write_follow_up where follow_up_id = ?", followUp.id());
            UnitSteps.add(transaction, followUp.unit(), Step.Kind.NOTE, followUp.what() + " is sent", now);
            return followUp;
        });
    }

    /** The EHR did not accept it. @param code why, never the server's words; a new one is noted in the unit's steps */
    public void failed(FollowUp followUp, String code, Instant nextAt, Instant now) {
        database.inTransaction(transaction -> {
            transaction.update(
                    "update write_follow_up set attempts = attempts + 1, last_error = ?, next_at = ? where follow_up_id = ?",
                    code,
                    nextAt,
                    followUp.id());
            if (!code.equals(followUp.lastError())) {
                UnitSteps.add(
                        transaction,
                        followUp.unit(),
                        Step.Kind.NOTE,
                        followUp.what() + " is not sent yet (" + code + ")",
                        now);
            }
            return followUp;
        });
    }

    /** It is not sent any more, because somebody else changed what it would have changed. @param code why */
    public void givenUp(FollowUp followUp, String code, Instant now) {
        database.inTransaction(transaction -> {
            transaction.update("delete from write_follow_up where follow_up_id = ?", followUp.id());
            UnitSteps.add(
                    transaction, followUp.unit(), Step.Kind.NOTE, followUp.what() + " is given up (" + code + ")", now);
            return followUp;
        });
    }

    /** How many wait for an EHR. */
    public long waiting(String ehr) {
        return database.inTransaction(transaction -> transaction.query(
                        row -> row.longNumber("waiting"),
                        "select count(*) as waiting from write_follow_up where ehr = ?",
                        ehr))
                .get(0);
    }

    private static FollowUp followUp(Row row) throws SQLException {
        return new FollowUp(
                row.longNumber("follow_up_id"),
                row.text("ehr"),
                new UnitId(row.longNumber("unit_id")),
                row.text("what"),
                row.text("entry"),
                row.number("attempts"),
                row.optionalInstant("begun_at").isPresent(),
                row.text("last_error"));
    }
}
