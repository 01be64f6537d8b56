// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import dev.stemgate.model.PatientKey;
import dev.stemgate.state.Actor;
import dev.stemgate.state.Audit;
import dev.stemgate.state.AuditEntry;
import dev.stemgate.state.Database;
import dev.stemgate.state.Ledger;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The desk at which a person works through the dead letters: lists and counts them, looks at one, corrects, resolves, replays and exports
 * it. The commands and the page do the same things through it; looking at personal data and every change is audited with who did it.
 * Thread-safe, also across processes on one database.
 */
public final class DeadLetterDesk {

    private static final int LONGEST_NOTE = 1000;
    private static final String FHIR_ID = "[A-Za-z0-9.-]{1,64}";

    private final Database database;
    private final Ledger ledger;
    private final DeadLetters letters;
    private final Corrections corrections;
    private final Replays replays;
    private final ReplaySettlement settlement;
    private final Places places;
    private final Audit audit;
    private final DeskPorts ports;
    private final Clock clock;

    public DeadLetterDesk(Database database, Ledger ledger, DeskPorts ports, Clock clock) {
        this.database = Objects.requireNonNull(database, "database");
        this.ports = Objects.requireNonNull(ports, "ports");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.ledger = Objects.requireNonNull(ledger, "ledger");
        this.letters = new DeadLetters(database, ledger);
        this.corrections = new Corrections(database);
        this.replays = new Replays(database, ledger, letters, corrections, ports);
        this.settlement = new ReplaySettlement(database);
        this.places = new Places(database);
        this.audit = new Audit(database);
    }

    /** Newest first. Holds no personal data and is not audited. */
    public LetterPage list(LetterFilter filter, long offset, int limit) {
        settlement.settle(clock.instant());
        LetterSearch search = new LetterSearch(filter, places);
        return database.inTransaction(transaction ->
                new LetterPage(search.some(transaction, offset, limit), offset, search.count(transaction)));
    }

    /**
     * The newest letters before one, or the next ones after one, newest first: takes as long on the last page as on the first. Holds no
     * personal data and is not audited.
     */
    public LetterSlice slice(LetterFilter filter, Optional<LetterId> before, Optional<LetterId> after, int limit) {
        settlement.settle(clock.instant());
        LetterSearch search = new LetterSearch(filter, places);
        return database.inTransaction(transaction -> search.slice(transaction, before, after, limit));
    }

    /** How many letters pass the filter, by reason, source, state and age. */
    public LetterCounts counts(LetterFilter filter) {
        LetterSearch search = new LetterSearch(filter, places);
        Instant now = clock.instant();
        return database.inTransaction(transaction -> LetterTally.of(transaction, search, now));
    }

    /** How many letters of each reason pass the filter, and of which sources they are: for a page that a person waits for. */
    public LetterTotals totals(LetterFilter filter) {
        LetterSearch search = new LetterSearch(filter, places);
        return database.inTransaction(transaction -> LetterTally.totals(transaction, search));
    }

    /**
     * One letter with its payload and whose it is: personal data; that somebody looked is audited.
     *
     * @throws UnknownLetterException when there is none of this id
     */
    public LetterDetail show(LetterId id, Actor by) {
        Instant now = clock.instant();
        settlement.settle(now);
        return database.inTransaction(transaction -> {
            DeadLetter letter = known(id);
            audit.ofLetter(by, AuditEntry.Action.VIEWED, id.number(), letter.patient(), "", now);
            return new LetterDetail(
                    letter,
                    letters.patient(id),
                    letters.payload(id).orElse(new byte[0]),
                    letters.waiting(id),
                    corrections.of(id),
                    ReplayRows.of(transaction, id),
                    ports.reprocessing().candidates(letter),
                    ports.reprocessing().isMatchable(letter),
                    letter.reason().remedy());
        });
    }

    /**
     * A person says whose the record of a file is, and with it all records of that patient of the source: they count for the patient
     * from now on, their letters close, the patient is screened.
     *
     * @throws UnknownLetterException when there is none of this id
     * @throws LetterClosedException when it is not open
     * @throws AssignmentRefusedException when the letter is not about whose a record is, or the patient is nobody known here
     */
    public DeadLetter assign(LetterId id, String patientId, Actor by) {
        Instant now = clock.instant();
        DeadLetter asked = open(id);
        if (!patientId.matches(FHIR_ID)) {
            throw new AssignmentRefusedException("that is no logical id of a FHIR resource");
        }
        PatientKey patient = ports.reprocessing()
                .key(asked, patientId)
                .orElseThrow(() -> new AssignmentRefusedException(
                        "a letter '" + asked.reason().code() + "' of this source is not about whose a record is"));
        if (!isKnown(asked, patient)) {
            throw new AssignmentRefusedException(
                    "the patient is unknown here: neither among the candidates of this letter"
                            + " nor ever screened, and " + patient.ehr()
                            + " tells of nobody of this id now; check the logical id of the Patient");
        }
        return database.inTransaction(transaction -> {
            DeadLetter letter = open(id);
            audit.ofLetter(by, AuditEntry.Action.ASSIGNED, id.number(), Optional.of(places.token(patient)), "", now);
            if (!ports.reprocessing().assign(letter, patient)) {
                throw new AssignmentRefusedException("what the letter is about is not in the ledger any more");
            }
            return known(id);
        });
    }

    /** A candidate, somebody who was asked for before, or somebody whom the EHR tells of now. */
    private boolean isKnown(DeadLetter letter, PatientKey patient) {
        return ports.reprocessing().candidates(letter).stream()
                        .anyMatch(candidate -> candidate.patient().equals(patient))
                || !ledger.known(patient.ehr(), List.of(patient.patientId())).isEmpty()
                || ports.preview().judge(patient).isPresent();
    }

    /**
     * Stores a correction of the record that the letter is about; it counts from the next pull on. Replay the letter to have that at once.
     *
     * @throws UnknownLetterException when there is none of this id
     * @throws LetterClosedException when it is not open
     * @throws CorrectionRefusedException when the letter is not about one record, or what comes out cannot be read
     */
    public Correction correct(LetterId id, RecordEdit edit, Actor by) {
        Instant now = clock.instant();
        DeadLetter letter = open(id);
        byte[] original = letters.payload(id).orElse(new byte[0]);
        EditedRecord edited = new RecordCorrection(ports).of(letter, original, edit);
        return database.inTransaction(transaction -> {
            open(id);
            Correction correction = corrections.put(letter, edited, by, now);
            String what = edited.paths().isEmpty() ? "whole record" : String.join(" ", edited.paths());
            audit.ofLetter(by, AuditEntry.Action.CORRECTED, id.number(), letter.patient(), what, now);
            return correction;
        });
    }

    /**
     * What {@link #correct} would store; stores nothing.
     *
     * @throws UnknownLetterException when there is none of this id
     * @throws LetterClosedException when it is not open
     * @throws CorrectionRefusedException when the letter is not about one record, or what comes out cannot be read
     */
    public ProposedCorrection propose(LetterId id, RecordEdit edit) {
        DeadLetter letter = open(id);
        EditedRecord edited =
                new RecordCorrection(ports).of(letter, letters.payload(id).orElse(new byte[0]), edit);
        return new ProposedCorrection(edited.bytes(), edited.paths());
    }

    /**
     * Settles a letter because a person says so.
     *
     * @param note why, without personal data; at most 1000 characters
     * @throws UnknownLetterException when there is none of this id
     * @throws LetterClosedException when it is not open
     */
    public DeadLetter resolve(LetterId id, String note, Actor by) {
        if (note.isBlank() || note.length() > LONGEST_NOTE) {
            throw new IllegalArgumentException("a note says why, in at most " + LONGEST_NOTE + " characters");
        }
        Instant now = clock.instant();
        return database.inTransaction(transaction -> {
            DeadLetter letter = open(id);
            letters.resolve(id, note, now);
            audit.ofLetter(by, AuditEntry.Action.RESOLVED, id.number(), letter.patient(), "", now);
            return known(id);
        });
    }

    /**
     * A dry run: what would happen, to whom, and what stands of them now. Changes nothing but the audit, since it shows whose the letters
     * are.
     */
    public ReplayReport preview(ReplaySelection selection, ModelView model, Actor by) {
        Instant now = clock.instant();
        settlement.settle(now);
        List<DeadLetter> selected = selected(selection);
        database.inTransaction(transaction -> {
            selected.forEach(letter -> audit.ofLetter(
                    by, AuditEntry.Action.REPLAY_PREVIEWED, letter.id().number(), letter.patient(), "", now));
            return selected;
        });
        return new ReplayReport(
                true,
                selected.stream()
                        .map(letter -> replays.preview(letter, selection.reread(), model))
                        .toList());
    }

    /**
     * Replays the letters in order of arrival, each once however often it is asked for.
     *
     * @throws UnknownLetterException when one letter is asked for and there is none of its id
     */
    public ReplayReport replay(ReplaySelection selection, Actor by) {
        Instant now = clock.instant();
        settlement.settle(now);
        return new ReplayReport(
                false,
                selected(selection).stream()
                        .map(letter -> replays.replay(letter, selection.reread(), by, now))
                        .toList());
    }

    private List<DeadLetter> selected(ReplaySelection selection) {
        if (selection.letter().isPresent()) {
            return List.of(known(selection.letter().get()));
        }
        LetterFilter ofReason = LetterFilter.open().because(selection.reason().orElseThrow());
        return letters.find(selection.source().map(ofReason::from).orElse(ofReason));
    }

    /**
     * What may leave the house in a ticket: one JSON object without personal data, without the payload and without notes.
     *
     * @throws UnknownLetterException when there is none of this id
     */
    public String export(LetterId id, Actor by) {
        DeadLetter letter = known(id);
        byte[] payload = letters.payload(id).orElse(new byte[0]);
        audit.ofLetter(by, AuditEntry.Action.EXPORTED, id.number(), letter.patient(), "", clock.instant());
        return LetterExport.json(letter, payload, places);
    }

    /** Who looked at, changed, replayed or exported a letter, oldest first. */
    public List<AuditEntry> auditOf(LetterId id) {
        return audit.ofLetter(id.number());
    }

    private DeadLetter known(LetterId id) {
        return letters.get(id).orElseThrow(() -> new UnknownLetterException(id));
    }

    private DeadLetter open(LetterId id) {
        DeadLetter letter = known(id);
        if (letter.state() != LetterState.OPEN) {
            throw new LetterClosedException(id, letter.state());
        }
        return letter;
    }
}
