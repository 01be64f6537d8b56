// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import dev.stemgate.model.PatientKey;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.UnclassifiedCode;
import dev.stemgate.state.Database;
import dev.stemgate.state.EntryCounts;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.PatientUnit;
import dev.stemgate.state.Transaction;
import dev.stemgate.state.UnitState;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The dead letters. Each operation is one transaction, or joins the one that runs ({@link Database#inTransaction}).
 * Thread-safe.
 */
public final class DeadLetters {

    private final Database database;
    private final Ledger ledger;
    private final PayloadStore payloads;
    private final Places places;
    private final LetterRows rows;

    public DeadLetters(Database database, Ledger ledger) {
        this.database = Objects.requireNonNull(database, "database");
        this.ledger = Objects.requireNonNull(ledger, "ledger");
        this.payloads = new PayloadStore();
        this.places = new Places(database);
        this.rows = new LetterRows(payloads, places);
        new TokenisedLetters(places).bringUpToDate(database);
    }

    /**
     * Puts a letter. The same source, place, bytes and reason again add a count to the letter that is there and open it again,
     * unless its reason is bound to the content and a person resolved it.
     */
    public LetterId put(NewDeadLetter letter, Instant now) {
        return database.inTransaction(transaction -> rows.put(transaction, letter, NewDeadLetter::key, now));
    }

    /** Puts the letter and closes the patient's unit as {@code dead-lettered} in one transaction. */
    public LetterId finishDeadLettered(PatientUnit unit, NewDeadLetter letter, EntryCounts counts, Instant now) {
        return database.inTransaction(transaction -> {
            LetterId id = put(letter, now);
            ledger.close(unit, UnitState.DEAD_LETTERED, letter.reason().code(), counts, now);
            return id;
        });
    }

    /**
     * Notes that a patient's record holds a code, or for an empty code a text (the display), that no list knows. One letter for each EHR and
     * code; the patient then waits for it to be classified.
     */
    public LetterId unclassified(PatientKey patient, UnclassifiedCode code, String modelVersion, Instant now) {
        UnclassifiedLetter letter = new UnclassifiedLetter(patient.ehr(), code, modelVersion);
        return database.inTransaction(transaction -> {
            LetterId id = rows.put(transaction, letter.letter(), placed -> letter.key(), now);
            UnclassifiedLetter.wait(transaction, id, patient, now);
            noteKind(transaction, id, code.kind());
            return id;
        });
    }

    /** A code that stands in records of several kinds has to be classified for each: drugs are kept apart from everything else. */
    private void noteKind(Transaction transaction, LetterId id, RecordKind kind) {
        WaitingCode known = payloads.get(transaction, id).map(WaitingCode::read).orElseThrow();
        if (!known.kinds().contains(kind)) {
            payloads.replace(transaction, id, known.alsoIn(kind).json());
        }
    }

    /** The patients who wait for an unclassified code, in order of arrival. */
    public List<PatientKey> waiting(LetterId id) {
        return database.inTransaction(transaction -> transaction.query(
                row -> new PatientKey(row.text("ehr"), row.text("patient_id")),
                "select ehr, patient_id from dead_letter_waiting where letter_id = ? order by since, ehr, patient_id",
                id.number()));
    }

    /** The letters that pass the filter, in order of arrival. */
    public List<DeadLetter> find(LetterFilter filter) {
        LetterSearch search = new LetterSearch(filter, places);
        return database.inTransaction(search::all);
    }

    /** A place as the metadata of letters shows it: with a keyed hash for a patient's id. @param source name of the EHR */
    public String shown(String source, String place) {
        return places.shown(source, place);
    }

    /** Whose a letter is, where that is known: personal data, only for a person who asks or for a replay. */
    public Optional<PatientKey> patient(LetterId id) {
        return database.inTransaction(transaction -> LetterSubjects.of(transaction, id));
    }

    public Optional<DeadLetter> get(LetterId id) {
        return database.inTransaction(transaction -> LetterRows.find(transaction, id));
    }

    /** The original bytes: personal data, only for a person who asks or for a replay. */
    public Optional<byte[]> payload(LetterId id) {
        return database.inTransaction(transaction -> payloads.get(transaction, id));
    }

    /** How many open letters there are of each reason; reasons without one are not in the map. */
    public Map<Reason, Long> counts() {
        Map<Reason, Long> counts = new EnumMap<>(Reason.class);
        database.inTransaction(
                        transaction -> transaction.query(
                                row -> Map.entry(row.text("reason"), row.longNumber("letters")),
                                "select reason, count(*) as letters from dead_letter where state = 'open' group by state, reason"))
                .forEach(entry ->
                        Reason.ofCode(entry.getKey()).ifPresent(reason -> counts.put(reason, entry.getValue())));
        return counts;
    }

    /** A person settles a letter. @param note why, without personal data @return false when there is no such letter */
    public boolean resolve(LetterId id, String note, Instant now) {
        return database.inTransaction(transaction -> LetterRows.resolve(transaction, id, note, now)) == 1;
    }

    /** A letter was sent on its way again; its attempts go up. @return false when there is no such letter or it is resolved */
    public boolean markReplayed(LetterId id, Instant now) {
        return database.inTransaction(transaction -> transaction.update(
                        "update dead_letter set state = 'replayed', attempts = attempts + 1, closed_at = ?"
                                + " where letter_id = ? and state <> 'resolved'",
                        now,
                        id.number()))
                == 1;
    }

    /**
     * Resolves the open letters of places that read fine by now; a letter that was replayed keeps saying so.
     *
     * @param source as the letters name it
     * @param fine places as they were put: resource keys without version, or file and line
     * @return how many letters that settled
     */
    public int supersede(String source, Collection<String> fine, String note, Instant now) {
        List<Object[]> each = fine.stream()
                .map(place -> new Object[] {note, now, source, places.shown(source, place)})
                .toList();
        int[] settled = database.inTransaction(transaction -> transaction.updateAll(
                "update dead_letter set state = 'resolved', closed_by = 'source', note = ?, closed_at = ?"
                        + " where source = ? and place = ? and state = 'open'",
                each));
        return IntStream.of(settled).sum();
    }
}
