// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import dev.stemgate.deadletter.ReplayItem.Decision;
import dev.stemgate.deadletter.ReplayItem.Expectation;
import dev.stemgate.deadletter.ReplayItem.Judged;
import dev.stemgate.model.PatientKey;
import dev.stemgate.state.Actor;
import dev.stemgate.state.Audit;
import dev.stemgate.state.AuditEntry;
import dev.stemgate.state.Database;
import dev.stemgate.state.EhrStatus;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.Results;
import dev.stemgate.state.StoredResult;
import dev.stemgate.state.Transaction;
import dev.stemgate.state.Trigger;
import dev.stemgate.state.UnitId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Sends letters on their way again. A letter of an EHR becomes screening requests of its patients, a letter of a file is taken in
 * again; whoever asks, and however often, one replay of a letter is under way at a time. Results follow the ledger's rules, so that
 * a replay never overwrites a newer one. Thread-safe, also across processes on one database.
 */
final class Replays {

    private static final String ASKED =
            "The bridge asks the EHR again whose it is; the letter closes when that is certain.";

    private final Database database;
    private final Ledger ledger;
    private final Results results;
    private final EhrStatus status;
    private final Audit audit;
    private final DeadLetters letters;
    private final Corrections corrections;
    private final ReplayObstacles obstacles;
    private final DeskPorts ports;

    Replays(Database database, Ledger ledger, DeadLetters letters, Corrections corrections, DeskPorts ports) {
        this.database = database;
        this.ledger = ledger;
        this.results = new Results(database, ledger);
        this.status = new EhrStatus(database);
        this.audit = new Audit(database);
        this.letters = letters;
        this.corrections = corrections;
        this.obstacles = new ReplayObstacles(new WorkList(database, ledger), letters, corrections, ports);
        this.ports = ports;
    }

    /** What would happen to one letter, and what its patients' results are. */
    ReplayItem preview(DeadLetter letter, boolean reread, ModelView model) {
        ReplayItem item = decide(letter, reread);
        List<Expectation> told = item.patients().stream()
                .map(known -> model == ModelView.OLD
                        ? known
                        : new Expectation(
                                known.patient(), known.stored(), ports.preview().judge(known.patient())))
                .toList();
        return new ReplayItem(letter.id(), letter.reason(), item.decision(), item.why(), told, List.of());
    }

    /** Replays one letter, once. */
    ReplayItem replay(DeadLetter asked, boolean reread, Actor by, Instant now) {
        ReplayItem beforehand = decide(asked, reread);
        if (beforehand.decision() != Decision.REPLAY) {
            return beforehand;
        }
        return database.inTransaction(transaction -> {
            Optional<ReplayItem> settled = locked(transaction, asked.id())
                    .map(letter -> settledItem(transaction, letter))
                    .orElseThrow(() -> new UnknownLetterException(asked.id()));
            return settled.orElseGet(() -> begin(transaction, asked.id(), beforehand, by, now));
        });
    }

    private static Optional<DeadLetter> locked(Transaction transaction, LetterId id) {
        return transaction.first(
                LetterRows::letter, "select * from dead_letter where letter_id = ? for update", id.number());
    }

    private ReplayItem begin(Transaction transaction, LetterId id, ReplayItem decided, Actor by, Instant now) {
        DeadLetter letter = LetterRows.find(transaction, id).orElseThrow();
        if (ports.reprocessing().knows(letter.source())) {
            return takeIn(transaction, letter, by, now);
        }
        List<UnitId> units =
                request(decided.patients().stream().map(Expectation::patient).toList(), now);
        ReplayRows.add(transaction, letter, units, by.toString(), now);
        audit(letter, by, units.size() + " screening request(s)", now);
        return new ReplayItem(id, letter.reason(), Decision.REPLAY, decided.why(), decided.patients(), units);
    }

    private List<UnitId> request(List<PatientKey> patients, Instant now) {
        List<UnitId> units = new ArrayList<>();
        patients.forEach(patient -> units.add(ledger.request(patient, Trigger.REPLAY, now)));
        return units;
    }

    private ReplayItem takeIn(Transaction transaction, DeadLetter letter, Actor by, Instant now) {
        byte[] record = corrections
                .standing(letter)
                .or(() -> letters.payload(letter.id()))
                .orElseThrow(() -> new UnknownLetterException(letter.id()));
        Reprocessing.Result result = ports.reprocessing().process(letter, record);
        if (result instanceof Reprocessing.Result.StillRefused refused) {
            audit(letter, by, "still refused: " + refused.reason().code(), now);
            return new ReplayItem(letter.id(), letter.reason(), Decision.REFUSED, refused.line(), List.of(), List.of());
        }
        if (result instanceof Reprocessing.Result.Asked asked) {
            ReplayRows.add(transaction, letter, List.of(), Optional.of(asked.subjectKey()), by.toString(), now);
            audit(letter, by, "the EHR is asked again", now);
            return new ReplayItem(letter.id(), letter.reason(), Decision.REPLAY, ASKED, List.of(), List.of());
        }
        List<PatientKey> patients = ((Reprocessing.Result.Accepted) result).patients();
        List<UnitId> units = request(patients, now);
        ReplayRows.add(transaction, letter, units, by.toString(), now);
        Corrections.noteTaken(transaction, letter, now);
        ReplaySettlement.close(transaction, letter.id(), now);
        transaction.update(
                "update replay set under_way = null, settled_at = ?, outcome = ? where under_way = ?",
                now,
                Replay.Outcome.GONE.code(),
                letter.id().number());
        audit(letter, by, "taken in, " + units.size() + " screening request(s)", now);
        return new ReplayItem(
                letter.id(),
                letter.reason(),
                Decision.REPLAY,
                patients.isEmpty()
                        ? "The record was taken in; the bridge finds out whose it is."
                        : "The record was taken in.",
                known(patients),
                units);
    }

    private void audit(DeadLetter letter, Actor by, String detail, Instant now) {
        audit.ofLetter(by, AuditEntry.Action.REPLAY_REQUESTED, letter.id().number(), letter.patient(), detail, now);
    }

    private ReplayItem decide(DeadLetter letter, boolean reread) {
        Optional<ReplayItem> settled = database.inTransaction(transaction -> settledItem(transaction, letter));
        if (settled.isPresent()) {
            return settled.get();
        }
        Optional<String> obstacle = obstacles.certain(letter, reread);
        if (obstacle.isPresent()) {
            return item(letter, Decision.REFUSED, obstacle.get());
        }
        List<PatientKey> patients = obstacles.patients(letter);
        boolean file = ports.reprocessing().knows(letter.source());
        if (patients.isEmpty() && !file) {
            return item(
                    letter,
                    Decision.REFUSED,
                    "It is not known whose it is, so that nobody can be screened again for it.");
        }
        return new ReplayItem(
                letter.id(),
                letter.reason(),
                Decision.REPLAY,
                file ? "The record is taken in again." : why(patients),
                known(patients),
                List.of());
    }

    /** An EHR that is down takes nothing away: the request waits for it. */
    private String why(List<PatientKey> patients) {
        List<String> down = patients.stream()
                .map(PatientKey::ehr)
                .distinct()
                .filter(ehr -> status.of(ehr).filter(state -> !state.up()).isPresent())
                .sorted()
                .toList();
        String words = patients.size() + " patient(s) are screened again by the bridge.";
        return down.isEmpty()
                ? words
                : words + " " + String.join(", ", down) + " is down: the request waits until it answers.";
    }

    private Optional<ReplayItem> settledItem(Transaction transaction, DeadLetter letter) {
        Optional<Replay> underWay = ReplayRows.underWay(transaction, letter.id());
        if (underWay.isPresent()) {
            Replay replay = underWay.get();
            return Optional.of(new ReplayItem(
                    letter.id(),
                    letter.reason(),
                    Decision.UNDER_WAY,
                    "It was asked for by " + replay.requestedBy() + " at " + replay.requestedAt()
                            + " and is under way.",
                    List.of(),
                    replay.units()));
        }
        return letter.state() == LetterState.OPEN
                ? Optional.empty()
                : Optional.of(item(
                        letter,
                        Decision.SETTLED,
                        "It is " + letter.state().code()
                                + letter.closedAt().map(at -> " since " + at).orElse("") + "; nothing is done."));
    }

    private static ReplayItem item(DeadLetter letter, Decision decision, String why) {
        return new ReplayItem(letter.id(), letter.reason(), decision, why, List.of(), List.of());
    }

    private List<Expectation> known(List<PatientKey> patients) {
        return patients.stream()
                .map(patient -> new Expectation(patient, stored(patient), Optional.empty()))
                .toList();
    }

    private Optional<Judged> stored(PatientKey patient) {
        return results.all(patient).stream()
                .max(Comparator.comparing(StoredResult::recordedAt))
                .map(StoredResult::screening)
                .map(screening ->
                        new Judged(screening.outcome().code(), screening.model().version()));
    }
}
