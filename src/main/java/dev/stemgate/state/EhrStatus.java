// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What is known of each EHR's endpoint, kept over restarts. An EHR is known from the first call that concerns it. Thread-safe. */
public final class EhrStatus {

    private static final String SELECT =
            """
            select e.*, (select p.complete_up_to from reading_progress p
                where p.ehr = e.ehr and p.scope = 'cohort') as reached
            from ehr_status e""";

    private final Database database;

    public EhrStatus(Database database) {
        this.database = Objects.requireNonNull(database, "database");
    }

    public Optional<EhrState> of(String ehr) {
        return database.inTransaction(
                transaction -> transaction.first(EhrStatus::state, SELECT + " where e.ehr = ?", ehr));
    }

    /** Every EHR that is known, by name. */
    public List<EhrState> all() {
        return database.inTransaction(transaction -> transaction.query(EhrStatus::state, SELECT + " order by e.ehr"));
    }

    /** It answers. A pause ends. */
    public void markUp(String ehr, Instant now) {
        set(
                ehr,
                now,
                "since = case when up then since else cast(? as timestamp with time zone) end, up = true,"
                        + " paused_until = null",
                now);
    }

    /** It does not answer. @param errorCode a code without blanks, never the server's words */
    public void markDown(String ehr, String errorCode, Instant now) {
        set(
                ehr,
                now,
                "since = case when up then cast(? as timestamp with time zone) else since end, up = false,"
                        + " last_error = ?, last_error_at = ?",
                now,
                code(errorCode),
                now);
    }

    /** It asked us to wait, or the circuit breaker opened. It counts as up or down as before. */
    public void pause(String ehr, Instant until, String errorCode, Instant now) {
        set(ehr, now, "paused_until = ?, last_error = ?, last_error_at = ?", until, code(errorCode), now);
    }

    private void set(String ehr, Instant now, String assignments, Object... values) {
        Object[] parameters = new Object[values.length + 1];
        System.arraycopy(values, 0, parameters, 0, values.length);
        parameters[values.length] = ehr;
        database.inTransaction(transaction -> {
            transaction.update(
                    """
                    merge into ehr_status e using (
                        values (cast(? as varchar), cast(? as timestamp with time zone))) n (ehr, since)
                    on e.ehr = n.ehr
                    when not matched then insert (ehr, up, since) values (n.ehr, true, n.since)""",
                    ehr,
                    now);
            return transaction.update("update ehr_status set " + assignments + " where ehr = ?", parameters);
        });
    }

    private static String code(String errorCode) {
        if (!errorCode.matches("[A-Za-z0-9._-]{1,60}")) {
            throw new IllegalArgumentException("an error is stored as a code, not in words");
        }
        return errorCode;
    }

    private static EhrState state(Row row) throws SQLException {
        return new EhrState(
                row.text("ehr"),
                row.yes("up"),
                row.instant("since"),
                row.text("last_error"),
                row.optionalInstant("last_error_at"),
                row.optionalInstant("paused_until"),
                row.optionalInstant("reached"));
    }
}
