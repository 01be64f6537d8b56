// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import dev.stemgate.model.PatientKey;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The patients that sources describe, and whom of an EHR they turned out to be. Operations join the transaction that runs; a
 * subject's row is written before its records are, so that matching and importing cannot pass each other unseen. Thread-safe.
 */
public final class InputSubjects {

    private final Database database;

    public InputSubjects(Database database) {
        this.database = Objects.requireNonNull(database, "database");
    }

    /**
     * Notes that a source speaks of these patients: something waits to be matched or settled. A description that says something else
     * than before has to be matched anew, and one that was not matched is tried again.
     */
    public void mention(List<InputSubject> subjects) {
        List<Object[]> rows = subjects.stream()
                .map(subject -> new Object[] {
                    subject.key(),
                    subject.source(),
                    subject.ehr(),
                    subject.localId(),
                    subject.description(),
                    subject.described()
                })
                .toList();
        database.inTransaction(transaction -> transaction.updateAll(
                """
                merge into input_subject s using (values (cast(? as varchar), cast(? as varchar), cast(? as varchar),
                    cast(? as varchar), cast(? as varchar), cast(? as boolean)))
                    n (subject_key, source, ehr, local_id, description, described)
                on s.subject_key = n.subject_key
                when matched then update set waiting = true,
                    state = case when s.state = 'matched' and (n.description = '' or n.description = s.description
                            or (s.description <> '' and s.described and not n.described))
                        then 'matched' else 'new' end,
                    description = case when n.description = '' or (s.description <> '' and s.described and not n.described)
                        then s.description else n.description end,
                    described = s.described or n.described
                when not matched then insert (subject_key, source, ehr, local_id, description, described, state, waiting)
                    values (n.subject_key, n.source, n.ehr, n.local_id, n.description, n.described, 'new', true)""",
                rows));
    }

    /** Subjects of an EHR with something to match or settle. A source whose file is still being read may yet describe them. */
    public List<InputSubject> waiting(String ehr, int most) {
        return database.inTransaction(transaction -> transaction.query(
                InputSubjects::subject,
                """
                select * from input_subject s where waiting = true and ehr = ? and not exists (
                    select 1 from input_file f where f.source = s.source and f.state = 'reading')
                order by subject_key limit ?""",
                ehr,
                most));
    }

    public Optional<InputSubject> get(String key) {
        return database.inTransaction(transaction ->
                transaction.first(InputSubjects::subject, "select * from input_subject where subject_key = ?", key));
    }

    /** Locks a subject until the running transaction ends. Empty when its description changed since it was read. */
    public Optional<InputSubject> lock(InputSubject read) {
        return database.inTransaction(transaction -> transaction.first(
                InputSubjects::subject,
                "select * from input_subject where subject_key = ? and description = ? for update",
                read.key(),
                read.description()));
    }

    /** Who of the sources' patients turned out to be this one. */
    public List<InputSubject> matchedTo(PatientKey patient) {
        return database.inTransaction(transaction -> transaction.query(
                InputSubjects::subject,
                "select * from input_subject where ehr = ? and patient_id = ? order by subject_key",
                patient.ehr(),
                patient.patientId()));
    }

    /** Locks a subject until the running transaction ends, whatever is said of it. */
    public Optional<InputSubject> lock(String key) {
        return database.inTransaction(transaction -> transaction.first(
                InputSubjects::subject, "select * from input_subject where subject_key = ? for update", key));
    }

    /** It is known who that is. @param waiting whether there is more to settle */
    public void matched(String key, String patientId, boolean waiting, Instant now) {
        database.inTransaction(transaction -> transaction.update(
                "update input_subject set state = 'matched', patient_id = ?, candidates = '', waiting = ?, matched_at = ?"
                        + " where subject_key = ?",
                patientId,
                waiting,
                now,
                key));
    }

    /**
     * It cannot be said who that is.
     *
     * @param reason code of the dead letters
     * @param candidates as JSON; may be empty
     * @param waiting whether there is more to settle
     */
    public void notMatched(String key, String reason, String candidates, boolean waiting) {
        database.inTransaction(transaction -> transaction.update(
                "update input_subject set state = ?, candidates = ?, waiting = ? where subject_key = ?",
                reason,
                candidates,
                waiting,
                key));
    }

    /** The patients of the EHR among whom it could not be decided, as JSON; empty when none are known. Personal data. */
    public String candidates(String key) {
        return database.inTransaction(transaction -> transaction.first(
                        row -> row.text("candidates"),
                        "select candidates from input_subject where subject_key = ?",
                        key))
                .orElse("");
    }

    /** Notes a merge: whoever was known by the old identifier is to be found by the surviving one from now on. */
    public void merged(String source, String oldHash, String system, String value, Instant now) {
        database.inTransaction(transaction -> transaction.update(
                """
                merge into input_merge m using (values (cast(? as varchar), cast(? as varchar), cast(? as varchar),
                    cast(? as varchar), cast(? as timestamp with time zone))) n (source, old_identifier, system, given, said_at)
                on m.source = n.source and m.old_identifier = n.old_identifier
                when matched then update set surviving_system = n.system, surviving_value = n.given, said_at = n.said_at
                when not matched then insert (source, old_identifier, surviving_system, surviving_value, said_at)
                    values (n.source, n.old_identifier, n.system, n.given, n.said_at)""",
                source,
                oldHash,
                system,
                value,
                now));
    }

    /** System and value of the identifier that survives this one. */
    public Optional<List<String>> survivor(String source, String oldHash) {
        return database.inTransaction(transaction -> transaction.first(
                row -> List.of(row.text("surviving_system"), row.text("surviving_value")),
                "select * from input_merge where source = ? and old_identifier = ?",
                source,
                oldHash));
    }

    /** Subjects of a source whose description holds this text are to be matched anew. @return how many */
    public int matchAgain(String source, String part) {
        return database.inTransaction(transaction -> transaction.update(
                "update input_subject set state = 'new', waiting = true where source = ? and position(? in description) > 0",
                source,
                part));
    }

    private static InputSubject subject(Row row) throws SQLException {
        return new InputSubject(
                row.text("subject_key"),
                row.text("source"),
                row.text("ehr"),
                row.text("local_id"),
                row.text("description"),
                row.yes("described"),
                row.text("state"),
                row.optionalText("patient_id"));
    }
}
