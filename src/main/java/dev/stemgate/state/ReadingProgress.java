// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Up to when the data of each EHR is complete, kept over restarts. A reading that came to its end is a candidate first; it counts when
 * every patient who was requested by then is closed in the ledger, so that nothing is skipped after a crash or an outage. What
 * counts never goes back, unless it is {@link #rewind rewound}. Thread-safe.
 */
public final class ReadingProgress {

    /** The scope of readings that find everyone. */
    public static final String COHORT = "cohort";

    private final Database database;

    public ReadingProgress(Database database) {
        this.database = Objects.requireNonNull(database, "database");
    }

    /** All scopes of an EHR, by name. */
    public List<Progress> of(String ehr) {
        return database.inTransaction(transaction -> transaction.query(
                ReadingProgress::progress, "select * from reading_progress where ehr = ? order by scope", ehr));
    }

    public Optional<Progress> of(String ehr, String scope) {
        return database.inTransaction(transaction -> transaction.first(
                ReadingProgress::progress, "select * from reading_progress where ehr = ? and scope = ?", ehr, scope));
    }

    /**
     * A reading came to its end, and everyone it found is requested. Where an earlier one still waits for its patients, that one stays.
     *
     * @param upTo the EHR's time when the reading began
     * @param requestedBy our time when the last of its patients had been requested
     */
    public void read(String ehr, Collection<String> scopes, Instant upTo, Instant requestedBy) {
        database.inTransaction(transaction -> {
            for (String scope : scopes) {
                insert(transaction, ehr, scope);
                transaction.update(
                        """
                        update reading_progress set candidate = ?, candidate_requested_at = ?
                        where ehr = ? and scope = ? and candidate is null""",
                        upTo,
                        requestedBy,
                        ehr,
                        scope);
            }
            return scopes.size();
        });
        settle(ehr);
    }

    /** Everyone was looked for, beginning at this time of ours. */
    public void readWhole(String ehr, Instant begun) {
        database.inTransaction(transaction -> {
            insert(transaction, ehr, COHORT);
            return transaction.update(
                    "update reading_progress set read_whole_at = ? where ehr = ? and scope = ?", begun, ehr, COHORT);
        });
    }

    /** Candidates whose patients are all closed count from now on. Returns how many did. */
    public int settle(String ehr) {
        return database.inTransaction(transaction -> transaction.update(
                """
                update reading_progress p set
                    complete_up_to = greatest(coalesce(p.complete_up_to, p.candidate), p.candidate),
                    candidate = null, candidate_requested_at = null
                where p.ehr = ? and p.candidate is not null and not exists (
                    select 1 from patient_unit u
                    where u.ehr = p.ehr and u.state = 'pending' and u.requested_at <= p.candidate_requested_at)""",
                ehr));
    }

    /** A type could not be read whole for some patient. @param reason a code without blanks */
    public void gap(String ehr, String type, String reason, Instant now) {
        database.inTransaction(transaction -> {
            insert(transaction, ehr, type);
            return transaction.update(
                    "update reading_progress set gap_reason = ?, gap_at = ? where ehr = ? and scope = ?",
                    reason,
                    now,
                    ehr,
                    type);
        });
    }

    /** Forgets everything of an EHR that is later than this, so that it is read again. */
    public void rewind(String ehr, Instant to) {
        database.inTransaction(transaction -> transaction.update(
                """
                update reading_progress set
                    complete_up_to = case when complete_up_to > ? then cast(? as timestamp with time zone)
                        else complete_up_to end,
                    candidate = null, candidate_requested_at = null, read_whole_at = null
                where ehr = ?""",
                to,
                to,
                ehr));
    }

    private static void insert(Transaction transaction, String ehr, String scope) {
        transaction.update(
                """
                merge into reading_progress p using (
                    values (cast(? as varchar), cast(? as varchar))) n (ehr, scope)
                on p.ehr = n.ehr and p.scope = n.scope
                when not matched then insert (ehr, scope) values (n.ehr, n.scope)""",
                ehr,
                scope);
    }

    private static Progress progress(Row row) throws SQLException {
        return new Progress(
                row.text("ehr"),
                row.text("scope"),
                row.optionalInstant("complete_up_to"),
                row.optionalInstant("read_whole_at"),
                row.text("gap_reason"),
                row.optionalInstant("gap_at"));
    }
}
