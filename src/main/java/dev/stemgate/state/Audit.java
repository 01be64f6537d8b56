// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who looked at, changed, replayed, exported or erased what. Entries are added and read; the database refuses to change or delete
 * one, whoever asks. Joins the transaction that runs, so that what is done and its entry are there together or not at all.
 * Thread-safe.
 */
public final class Audit {

    private static final int LONGEST_DETAIL = 1000;

    private final Database database;

    public Audit(Database database) {
        this.database = Objects.requireNonNull(database, "database");
    }

    /** Something that concerns a letter. */
    public void ofLetter(
            Actor actor,
            AuditEntry.Action action,
            long letter,
            Optional<String> patientToken,
            String detail,
            Instant at) {
        add(actor, action, Optional.of(letter), patientToken, detail, at);
    }

    /** Something that concerns a patient and no letter. */
    public void ofPatient(Actor actor, AuditEntry.Action action, String patientToken, String detail, Instant at) {
        add(actor, action, Optional.empty(), Optional.of(patientToken), detail, at);
    }

    /** Something that concerns all that is stored. */
    public void ofStore(Actor actor, AuditEntry.Action action, String detail, Instant at) {
        add(actor, action, Optional.empty(), Optional.empty(), detail, at);
    }

    private void add(
            Actor actor,
            AuditEntry.Action action,
            Optional<Long> letter,
            Optional<String> patientToken,
            String detail,
            Instant at) {
        String kept = detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL);
        database.inTransaction(transaction -> transaction.update(
                "insert into audit_entry (happened_at, actor, action, letter_id, patient_token, detail)"
                        + " values (?, ?, ?, cast(? as bigint), cast(? as varchar), ?)",
                at,
                actor.toString(),
                action.code(),
                letter,
                patientToken,
                kept));
    }

    /** The entries about a letter, oldest first. */
    public List<AuditEntry> ofLetter(long letter) {
        return database.inTransaction(transaction -> transaction.query(
                Audit::entry, "select * from audit_entry where letter_id = ? order by audit_id", letter));
    }

    /**
     * The newest entries, newest first.
     *
     * @param since not before
     * @param patientToken only about this patient
     */
    public List<AuditEntry> newest(Optional<Instant> since, Optional<String> patientToken, int limit) {
        StringBuilder sql = new StringBuilder("select * from audit_entry where 1 = 1");
        List<Object> values = new ArrayList<>();
        since.ifPresent(time -> {
            sql.append(" and happened_at >= ?");
            values.add(time);
        });
        patientToken.ifPresent(token -> {
            sql.append(" and patient_token = ?");
            values.add(token);
        });
        sql.append(" order by audit_id desc limit ?");
        values.add(limit);
        return database.inTransaction(transaction -> transaction.query(Audit::entry, sql.toString(), values.toArray()));
    }

    private static AuditEntry entry(Row row) throws SQLException {
        return new AuditEntry(
                row.longNumber("audit_id"),
                row.instant("happened_at"),
                row.text("actor"),
                AuditEntry.Action.ofCode(row.text("action")),
                row.optionalText("letter_id").map(Long::valueOf),
                row.optionalText("patient_token"),
                row.text("detail"));
    }
}
