// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import dev.stemgate.model.PatientKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

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
        if (subjects.isEmpty()) {
            return;
        }
        database.inTransaction(transaction -> {
            Map<String, InputSubject> known = known(transaction, subjects);
            List<Object[]> fresh = new ArrayList<>();
            List<Object[]> described = new ArrayList<>();
            List<Object[]> mentioned = new ArrayList<>();
            for (InputSubject said : subjects) {
                InputSubject before = known.get(said.key());
                if (before == null) {
                    fresh.add(InputSubjectRow.inserted(transaction, said));
                    continue;
                }
                boolean nothingNew = said.description().isEmpty() || before.saysMoreThan(said);
                if (!nothingNew && !said.description().equals(before.description())) {
                    described.add(InputSubjectRow.described(transaction, said));
                }
                boolean same = nothingNew || said.description().equals(before.description());
                mentioned.add(new Object[] {
                    before.state().equals(InputSubject.MATCHED) && same ? InputSubject.MATCHED : InputSubject.NEW,
                    before.described() || said.described(),
                    said.key()
                });
            }
            transaction.updateAll(InputSubjectRow.INSERT, fresh);
            transaction.updateAll(InputSubjectRow.DESCRIBE, described);
            return transaction.updateAll(
                    "update input_subject set waiting = true, state = ?, described = ? where subject_key = ?",
                    mentioned);
        });
    }

    /** By key, locked in the order of their keys. */
    private static Map<String, InputSubject> known(Transaction transaction, List<InputSubject> subjects) {
        List<String> keys = subjects.stream().map(InputSubject::key).sorted().toList();
        return transaction
                .query(
                        row -> InputSubjectRow.read(transaction, row),
                        """
                        select * from input_subject where subject_key in (
                            select k.id from unnest(cast(? as varchar array)) k (id)) order by subject_key for update""",
                        keys)
                .stream()
                .collect(Collectors.toMap(InputSubject::key, Function.identity()));
    }

    /** Subjects of an EHR with something to match or settle. A source whose file is still being read may yet describe them. */
    public List<InputSubject> waiting(String ehr, int most) {
        return database.inTransaction(transaction -> transaction.query(
                row -> InputSubjectRow.read(transaction, row),
                """
                select * from input_subject s where waiting = true and ehr = ? and not exists (
                    select 1 from input_file f where f.source = s.source and f.state = 'reading')
                order by subject_key limit ?""",
                ehr,
                most));
    }

    public Optional<InputSubject> get(String key) {
        return database.inTransaction(transaction -> transaction.first(
                row -> InputSubjectRow.read(transaction, row),
                "select * from input_subject where subject_key = ?",
                key));
    }

    /** Locks a subject until the running transaction ends. Empty when its description changed since it was read. */
    public Optional<InputSubject> lock(InputSubject read) {
        return lock(read.key()).filter(now -> now.description().equals(read.description()));
    }

    /** Who of the sources' patients turned out to be this one. */
    public List<InputSubject> matchedTo(PatientKey patient) {
        return database.inTransaction(transaction -> transaction.query(
                row -> InputSubjectRow.read(transaction, row),
                "select * from input_subject where ehr = ? and patient_id = ? order by subject_key",
                patient.ehr(),
                patient.patientId()));
    }

    /** Locks a subject until the running transaction ends, whatever is said of it. */
    public Optional<InputSubject> lock(String key) {
        return database.inTransaction(transaction -> transaction.first(
                row -> InputSubjectRow.read(transaction, row),
                "select * from input_subject where subject_key = ? for update",
                key));
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
        database.inTransaction(transaction -> {
            SealedText sealed = InputSubjectRow.candidates(transaction, key, candidates);
            return transaction.update(
                    "update input_subject set state = ?, candidates = ?, candidates_key_id = ?, waiting = ?"
                            + " where subject_key = ?",
                    reason,
                    sealed.text(),
                    sealed.keyId(),
                    waiting,
                    key);
        });
    }

    /** The patients of the EHR among whom it could not be decided, as JSON; empty when none are known. Personal data. */
    public String candidates(String key) {
        return database.inTransaction(transaction -> transaction.first(
                        row -> InputSubjectRow.candidates(transaction, row),
                        "select * from input_subject where subject_key = ?",
                        key))
                .orElse("");
    }

    /** Notes a merge: whoever was known by the old identifier is to be found by the surviving one from now on. */
    public void merged(String source, String oldHash, String system, String value, Instant now) {
        database.inTransaction(transaction -> InputMergeRows.put(transaction, source, oldHash, system, value, now));
    }

    /** System and value of the identifier that survives this one. */
    public Optional<List<String>> survivor(String source, String oldHash) {
        return database.inTransaction(transaction -> InputMergeRows.survivor(transaction, source, oldHash));
    }

    /** Forgets what was said of an identifier that was merged, or survives others. @return how many statements that were */
    public int forgetMerges(String source, String hash, String system, String value) {
        return database.inTransaction(transaction -> InputMergeRows.forget(transaction, source, hash, system, value));
    }

    /** Subjects of a source whose description holds this text are to be matched anew. @return how many */
    public int matchAgain(String source, String part) {
        return database.inTransaction(transaction -> {
            List<Object[]> found = transaction
                    .query(
                            row -> InputSubjectRow.read(transaction, row)
                                            .description()
                                            .contains(part)
                                    ? row.text("subject_key")
                                    : "",
                            "select * from input_subject where source = ?"
                                    + " and (key_id <> '' or position(? in description) > 0)",
                            source,
                            part)
                    .stream()
                    .filter(key -> !key.isEmpty())
                    .map(key -> new Object[] {key})
                    .toList();
            transaction.updateAll(
                    "update input_subject set state = 'new', waiting = true where subject_key = ?", found);
            return found.size();
        });
    }

    /** Takes the candidates away of everyone among whose candidates this text stands. @return of how many */
    public int forgetCandidates(String ehr, String part) {
        return database.inTransaction(transaction -> {
            List<Object[]> found = transaction
                    .query(
                            row -> InputSubjectRow.candidates(transaction, row).contains(part)
                                    ? row.text("subject_key")
                                    : "",
                            "select * from input_subject where ehr = ? and candidates <> ''",
                            ehr)
                    .stream()
                    .filter(key -> !key.isEmpty())
                    .map(key -> new Object[] {key})
                    .toList();
            transaction.updateAll("update input_subject set candidates = '' where subject_key = ?", found);
            return found.size();
        });
    }
}
