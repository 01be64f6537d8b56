// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import dev.stemgate.state.Row;
import dev.stemgate.state.Transaction;
import dev.stemgate.state.UnitId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads and writes the replays that were asked for. */
final class ReplayRows {

    /**
     * A replay that is under way, with what became of its letter and its units so far.
     *
     * @param seenAgain whether the letter came again since the replay was asked for
     * @param closedBy who or what closed the letter; empty while it is open
     * @param wholeUnit whether the letter is about a whole unit and not about one record
     * @param pending how many of its units are not closed, and whether an EHR is still to be asked about its patient
     * @param failed how many of its units are dead letters themselves, or whether its patient was not found
     */
    record UnderWay(
            long replay,
            LetterId letter,
            boolean seenAgain,
            String closedBy,
            boolean wholeUnit,
            long pending,
            long failed) {}

    private ReplayRows() {}

    static void add(Transaction transaction, DeadLetter letter, List<UnitId> units, String actor, Instant now) {
        add(transaction, letter, units, Optional.empty(), actor, now);
    }

    /** @param subjectKey whom the EHR is asked about, of a record of a file */
    static void add(
            Transaction transaction,
            DeadLetter letter,
            List<UnitId> units,
            Optional<String> subjectKey,
            String actor,
            Instant now) {
        long replay = transaction.insert(
                "replay_id",
                "insert into replay (letter_id, requested_by, requested_at, seen_before, under_way, subject_key)"
                        + " values (?, ?, ?, ?, ?, cast(? as varchar))",
                letter.id().number(),
                actor,
                now,
                letter.seen(),
                letter.id().number(),
                subjectKey);
        transaction.updateAll(
                "insert into replay_unit (replay_id, unit_id) values (?, ?)",
                units.stream()
                        .distinct()
                        .map(unit -> new Object[] {replay, unit.number()})
                        .toList());
        transaction.update(
                "update dead_letter set attempts = attempts + 1 where letter_id = ?",
                letter.id().number());
    }

    /** The replay of a letter that is not through. */
    static Optional<Replay> underWay(Transaction transaction, LetterId letter) {
        return of(transaction, letter).stream()
                .filter(replay -> replay.settledAt().isEmpty())
                .findFirst();
    }

    /** Newest first. */
    static List<Replay> of(Transaction transaction, LetterId letter) {
        return transaction.query(
                row -> replay(transaction, row),
                "select * from replay where letter_id = ? order by replay_id desc",
                letter.number());
    }

    private static Replay replay(Transaction transaction, Row row) throws SQLException {
        List<UnitId> units = transaction.query(
                unit -> new UnitId(unit.longNumber("unit_id")),
                "select unit_id from replay_unit where replay_id = ? order by unit_id",
                row.longNumber("replay_id"));
        String outcome = row.text("outcome");
        return new Replay(
                new LetterId(row.longNumber("letter_id")),
                row.text("requested_by"),
                row.instant("requested_at"),
                units,
                row.optionalInstant("settled_at"),
                outcome.isEmpty() ? Optional.empty() : Optional.of(Replay.Outcome.ofCode(outcome)));
    }

    /** All that are not through. */
    static List<UnderWay> underWay(Transaction transaction) {
        return underWay(transaction, "");
    }

    /** That replay, unless it is through. */
    static Optional<UnderWay> underWay(Transaction transaction, long replay) {
        return underWay(transaction, " and r.replay_id = ?", replay).stream().findFirst();
    }

    private static List<UnderWay> underWay(Transaction transaction, String condition, Object... values) {
        return transaction.query(
                row -> new UnderWay(
                        row.longNumber("replay_id"),
                        new LetterId(row.longNumber("letter_id")),
                        row.number("seen") > row.number("seen_before"),
                        row.text("state").equals(LetterState.OPEN.code()) ? "" : row.text("closed_by"),
                        row.text("place").startsWith("Patient/"),
                        row.longNumber("pending"),
                        row.longNumber("failed")),
                """
                select r.replay_id, r.letter_id, r.seen_before, l.seen, l.state, l.closed_by, l.place,
                    (select count(*) from replay_unit ru join patient_unit u on u.unit_id = ru.unit_id
                        where ru.replay_id = r.replay_id and u.state = 'pending')
                    + (select count(*) from input_subject s
                        where s.subject_key = r.subject_key and s.waiting = true) as pending,
                    (select count(*) from replay_unit ru join patient_unit u on u.unit_id = ru.unit_id
                        where ru.replay_id = r.replay_id and u.state = 'dead-lettered')
                    + (case when r.subject_key is null then 0 else 1 end) as failed
                from replay r join dead_letter l on l.letter_id = r.letter_id
                where r.under_way is not null"""
                        + condition + " order by r.replay_id",
                values);
    }

    /** @return false when somebody else settled it first */
    static boolean settle(Transaction transaction, long replay, Replay.Outcome outcome, Instant now) {
        return transaction.update(
                        "update replay set under_way = null, settled_at = ?, outcome = ?"
                                + " where replay_id = ? and under_way is not null",
                        now,
                        outcome.code(),
                        replay)
                == 1;
    }
}
