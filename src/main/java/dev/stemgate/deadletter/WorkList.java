// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import dev.stemgate.model.PatientKey;
import dev.stemgate.model.UnclassifiedCode;
import dev.stemgate.state.Database;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.Transaction;
import dev.stemgate.state.Trigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The codes and texts that nobody has classified yet, and the patients that wait for them. Thread-safe, also across processes on one
 * database.
 */
public final class WorkList {

    private static final String SETTLED = "no patient waits for this code any more";

    private final Database database;
    private final Ledger ledger;
    private final DeadLetters letters;

    public WorkList(Database database, Ledger ledger) {
        this.database = Objects.requireNonNull(database, "database");
        this.ledger = Objects.requireNonNull(ledger, "ledger");
        this.letters = new DeadLetters(database, ledger);
    }

    /**
     * Notes for which codes a patient waits after a screening: for these and for no others. A letter for which nobody waits any more,
     * since the code was classified or has gone from the records, is resolved.
     */
    public void waitsFor(PatientKey patient, Collection<UnclassifiedCode> codes, String modelVersion, Instant now) {
        Set<LetterId> waiting = new HashSet<>();
        for (UnclassifiedCode code : codes) {
            waiting.add(letters.unclassified(patient, code, modelVersion, now));
        }
        database.inTransaction(transaction -> {
            for (LetterId letter : waitedFor(transaction, patient)) {
                if (!waiting.contains(letter)) {
                    release(transaction, letter, patient, now);
                }
            }
            return waiting;
        });
    }

    /** The open letters about codes, in order of arrival. */
    public List<WorkItem> open() {
        return open("");
    }

    /** The open letter of this id, if it is about a code. */
    public Optional<WorkItem> item(LetterId id) {
        return open(" and l.letter_id = ?", id.number()).stream().findFirst();
    }

    private List<WorkItem> open(String condition, Object... more) {
        List<Object> values = new ArrayList<>(List.of(Reason.UNCLASSIFIED_CODE.code()));
        values.addAll(List.of(more));
        return database.inTransaction(transaction -> transaction.query(
                row -> {
                    LetterId letter = new LetterId(row.longNumber("letter_id"));
                    WaitingCode waiting = WaitingCode.read(PayloadStore.read(transaction, row, letter));
                    return new WorkItem(
                            letter,
                            row.text("source"),
                            waiting.code(),
                            waiting.kinds(),
                            row.number("seen"),
                            row.number("patients"),
                            row.instant("first_seen"),
                            row.instant("last_seen"));
                },
                """
                select l.letter_id, l.source, l.seen, l.first_seen, l.last_seen, p.payload, p.key_id,
                    (select count(*) from dead_letter_waiting w where w.letter_id = l.letter_id) as patients
                from dead_letter l join dead_letter_payload p on p.letter_id = l.letter_id
                where l.state = 'open' and l.reason = ?"""
                        + condition + " order by l.letter_id",
                values.toArray()));
    }

    /**
     * Asks for the screening of everyone who waits for a code, because the model knows it by now. The letter counts as replayed until
     * the last of them is screened.
     *
     * @return the patients
     */
    public List<PatientKey> screenAgain(LetterId letter, Instant now) {
        return database.inTransaction(transaction -> {
            List<PatientKey> patients = letters.waiting(letter);
            TreeMap<String, List<String>> byEhr = new TreeMap<>();
            patients.forEach(patient -> byEhr.computeIfAbsent(patient.ehr(), ehr -> new ArrayList<>())
                    .add(patient.patientId()));
            byEhr.forEach((ehr, ids) -> ledger.requestAll(ehr, ids, Trigger.MODEL_CHANGE, now));
            letters.markReplayed(letter, now);
            return patients;
        });
    }

    /** In the order of their numbers, so that two screenings never wait for each other's letters. */
    private static List<LetterId> waitedFor(Transaction transaction, PatientKey patient) {
        return transaction.query(
                row -> new LetterId(row.longNumber("letter_id")),
                "select letter_id from dead_letter_waiting where ehr = ? and patient_id = ? order by letter_id",
                patient.ehr(),
                patient.patientId());
    }

    /** The letter is locked first: of two patients that are released at once, the second sees that it is the last. */
    private static void release(Transaction transaction, LetterId letter, PatientKey patient, Instant now) {
        transaction.query(
                row -> row.longNumber("letter_id"),
                "select letter_id from dead_letter where letter_id = ? for update",
                letter.number());
        transaction.update(
                "delete from dead_letter_waiting where letter_id = ? and ehr = ? and patient_id = ?",
                letter.number(),
                patient.ehr(),
                patient.patientId());
        transaction.update(
                "update dead_letter set state = 'resolved', closed_by = 'source', note = ?, closed_at = ?"
                        + " where letter_id = ? and state <> 'resolved'"
                        + " and not exists (select 1 from dead_letter_waiting w where w.letter_id = dead_letter.letter_id)",
                SETTLED,
                now,
                letter.number());
    }
}
