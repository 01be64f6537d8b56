// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import dev.stemgate.deadletter.NewDeadLetter;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.intake.PatientIdentifier;
import dev.stemgate.intake.Subject;
import dev.stemgate.intake.drop.MatchDecision.Certain;
import dev.stemgate.intake.drop.MatchDecision.Uncertain;
import dev.stemgate.state.ImportedRecord;
import dev.stemgate.state.InputState;
import dev.stemgate.state.InputSubject;
import dev.stemgate.state.RecordReplacement;
import dev.stemgate.state.Trigger;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Gives the records of a subject their fate once it is known, or cannot be known, who that is. Some hundred records a transaction,
 * so that a patient with very many locks nobody out. Thread-safe.
 */
public final class SubjectSettling {

    private static final int AT_ONCE = 250;
    private static final int LONGEST_CHAIN = 8;
    private static final String SENT_AGAIN = "the source has sent a readable version since";
    private static final String ASSIGNED = "a person said whose it is";
    private static final String FOUND_SINCE = "the patient was found since";

    private final IntakeStore store;
    private final Clock clock;

    public SubjectSettling(IntakeStore store, Clock clock) {
        this.store = Objects.requireNonNull(store, "store");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** What the EHR is to be asked about a subject; identifiers that were merged at the source are the surviving ones. */
    public PatientMatch question(InputSubject row, boolean idIsEhrs) {
        Subject said = SubjectRows.subject(row);
        List<PatientIdentifier> identifiers = said.identifiers().stream()
                .map(identifier -> survivor(row.source(), identifier))
                .toList();
        return new PatientMatch(new Subject(said.localId(), identifiers, said.birthDate(), said.sex()), idIsEhrs);
    }

    private PatientIdentifier survivor(String source, PatientIdentifier identifier) {
        PatientIdentifier current = identifier;
        for (int i = 0; i < LONGEST_CHAIN; i++) {
            Optional<List<String>> merged = store.subjects().survivor(source, SubjectRows.hash(current));
            if (merged.isEmpty()) {
                return current;
            }
            current = new PatientIdentifier(merged.get().get(0), merged.get().get(1));
        }
        return current;
    }

    /** Settles every record that waits for this subject. A description that changed meanwhile is left for the next round. */
    public void settle(InputSubject subject, MatchDecision decision) {
        boolean more = true;
        while (more) {
            more = store.database().inTransaction(transaction -> some(subject, decision));
        }
    }

    /** A person says who a subject is, whatever was found before. */
    public void assign(String subjectKey, String patientId) {
        boolean more = true;
        while (more) {
            more = store.database().inTransaction(transaction -> store.subjects()
                    .lock(subjectKey)
                    .filter(locked -> matched(locked, patientId, ASSIGNED, clock.instant()))
                    .isPresent());
        }
    }

    private boolean some(InputSubject read, MatchDecision decision) {
        Optional<InputSubject> locked = store.subjects().lock(read);
        if (locked.isEmpty()) {
            return false;
        }
        Instant now = clock.instant();
        if (decision instanceof Certain certain) {
            boolean other = locked.get().patientId().isPresent()
                    && !locked.get().patientId().get().equals(certain.patientId());
            return other && !wasMerged(locked.get())
                    ? notMatched(locked.get(), new Uncertain(Reason.CONFLICT, ""), now)
                    : matched(locked.get(), certain.patientId(), FOUND_SINCE, now);
        }
        return notMatched(locked.get(), (Uncertain) decision, now);
    }

    private boolean wasMerged(InputSubject subject) {
        return SubjectRows.subject(subject).identifiers().stream().anyMatch(identifier -> store.subjects()
                .survivor(subject.source(), SubjectRows.hash(identifier))
                .isPresent());
    }

    private boolean matched(InputSubject subject, String patientId, String why, Instant now) {
        Set<String> concerned = new LinkedHashSet<>();
        if (subject.patientId().filter(before -> !before.equals(patientId)).isPresent()) {
            concerned.addAll(store.records().move(subject.key(), patientId, now));
            concerned.add(patientId);
        }
        List<ImportedRecord> waiting = store.records().waiting(subject.key(), AT_ONCE);
        List<ImportedRecord> found = store.records().unmatched(subject.key(), AT_ONCE);
        List<ImportedRecord> records = new ArrayList<>(waiting);
        records.addAll(found);
        RecordReplacement replaced = store.records().settle(records, patientId, now);
        replaced.patients().stream().filter(id -> !id.equals(patientId)).forEach(concerned::add);
        store.deadLetters().supersede(subject.source(), replaced.healed(), SENT_AGAIN, now);
        store.files().accept(records);
        store.files().reportAgain(found);
        store.deadLetters()
                .supersede(
                        subject.source(),
                        found.stream()
                                .filter(record -> record.fault().isEmpty())
                                .map(ImportedRecord::place)
                                .toList(),
                        why,
                        now);
        boolean more = waiting.size() == AT_ONCE || found.size() == AT_ONCE;
        store.subjects().matched(subject.key(), patientId, more, now);
        if (records.stream().anyMatch(record -> !record.type().equals("Patient"))) {
            concerned.add(patientId);
        }
        if (!concerned.isEmpty()) {
            store.units().requestAll(subject.ehr(), List.copyOf(concerned), Trigger.FILE, now);
        }
        return more;
    }

    private boolean notMatched(InputSubject subject, Uncertain uncertain, Instant now) {
        List<ImportedRecord> waiting = store.records().waiting(subject.key(), AT_ONCE);
        Reason reason = uncertain.reason();
        for (ImportedRecord record : waiting) {
            if (record.fault().isEmpty()) {
                store.deadLetters().put(letter(record, reason), now);
                store.files()
                        .settle(
                                record.file(),
                                record.ordinal(),
                                InputState.DEAD_LETTERED,
                                reason.code(),
                                reason.line());
            }
        }
        store.records().unmatched(waiting, now);
        boolean more = waiting.size() == AT_ONCE;
        store.subjects().notMatched(subject.key(), reason.code(), uncertain.candidates(), more);
        return more;
    }

    private static NewDeadLetter letter(ImportedRecord record, Reason reason) {
        return NewDeadLetter.of(
                record.source(), record.place(), Optional.empty(), reason, record.received(), record.mediaType());
    }
}
