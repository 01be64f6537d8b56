// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import dev.stemgate.deadletter.NewDeadLetter;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.fhir.read.FileRecord;
import dev.stemgate.fhir.read.FileRecordReader;
import dev.stemgate.intake.ContentHash;
import dev.stemgate.intake.IntakeRecord;
import dev.stemgate.intake.OriginalBytes;
import dev.stemgate.intake.PatientIdentifier;
import dev.stemgate.intake.Place;
import dev.stemgate.intake.RecordSink;
import dev.stemgate.intake.Refusal;
import dev.stemgate.intake.SourceSettings;
import dev.stemgate.intake.Subject;
import dev.stemgate.state.ImportedRecord;
import dev.stemgate.state.InputFile;
import dev.stemgate.state.InputState;
import dev.stemgate.state.InputUnit;
import dev.stemgate.state.RecordWithdrawal;
import dev.stemgate.state.Trigger;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Commits what a format tells to the ledger, in chunks: units, records, subjects and dead letters of a chunk in one transaction, with
 * the position that it reaches. What an earlier attempt committed is counted and passed over. Thread-confined.
 */
final class LedgerSink implements RecordSink {

    private static final byte[] NOTHING = {};

    private final IntakeStore store;
    private final SourceSettings source;
    private final InputFile file;
    private final Clock clock;
    private final LongConsumer progress;
    private final FileRecordReader reader = new FileRecordReader();
    private final Chunk chunk = new Chunk();
    private final long reachedBefore;
    private long ordinal;

    /** @param progress is told how many units are committed, after each chunk */
    LedgerSink(IntakeStore store, SourceSettings source, InputFile file, Clock clock, LongConsumer progress) {
        this.store = store;
        this.source = source;
        this.file = file;
        this.clock = clock;
        this.progress = progress;
        this.reachedBefore = file.reached();
    }

    /** Counts a unit. @return whether an earlier attempt has committed it */
    private boolean isPast() {
        ordinal++;
        return ordinal <= reachedBefore;
    }

    @Override
    public void record(IntakeRecord record) {
        if (isPast()) {
            return;
        }
        String contentHash = record.contentHash();
        if (!source.snapshot() && chunk.holds(record.key(), contentHash)) {
            unit(record.place(), InputState.DUPLICATE, "", "");
            return;
        }
        FileRecord read = reader.read(record.resource().json());
        if (read.fault().isPresent()) {
            faulty(record, contentHash, read.fault().get());
        } else if (read.type().equals("Medication")) {
            keep(record, contentHash, read, "", "");
            unit(record.place(), InputState.ACCEPTED, "", "");
        } else if (record.subject().isNobody()) {
            refuse(record.place(), Reason.UNRESOLVED_SUBJECT, Reason.UNRESOLVED_SUBJECT.line(), record.original());
        } else {
            keep(record, contentHash, read, mentioned(record.subject()), "");
            unit(record.place(), InputState.PENDING, "", "");
        }
    }

    /** It cannot be read whole; what can be read of it still counts for its patient, and leaves its kind incomplete. */
    private void faulty(IntakeRecord record, String contentHash, FileRecord.Fault fault) {
        Reason reason = Reason.ofCode(fault.reason().code()).orElse(Reason.UNREADABLE);
        boolean someones = !record.subject().isNobody()
                && !record.resource().type().equals("Patient")
                && !record.resource().type().equals("Medication");
        if (someones) {
            String subject = mentioned(record.subject());
            keep(record, contentHash, reader.head(record.resource().json()), subject, reason.code());
        }
        refuse(record.place(), reason, fault.line(), record.original());
    }

    private void keep(IntakeRecord record, String contentHash, FileRecord read, String subjectKey, String fault) {
        boolean same =
                Arrays.equals(record.original().bytes(), record.resource().json());
        chunk.add(new ImportedRecord(
                file.id(),
                ordinal,
                source.name(),
                source.ehr(),
                record.key(),
                record.resource().type(),
                record.place().toString(),
                subjectKey,
                fault,
                contentHash,
                record.resource().json(),
                same ? NOTHING : record.original().bytes(),
                record.original().mediaType(),
                MedicationKey.of(read.medicationReference()),
                read.saidAt().map(Instant::toString).orElse("")));
    }

    private String mentioned(Subject subject) {
        return chunk.mention(subject, said -> SubjectRows.row(source, said)).key();
    }

    @Override
    public void irrelevant(Place place, String why) {
        if (!isPast()) {
            unit(place, InputState.IRRELEVANT, "", why);
        }
    }

    @Override
    public void duplicate(Place place) {
        if (!isPast()) {
            unit(place, InputState.DUPLICATE, "", "");
        }
    }

    @Override
    public void refused(Refusal refusal) {
        if (isPast()) {
            return;
        }
        if (!refusal.subject().isNobody()) {
            OriginalBytes original = refusal.original();
            String hash = ContentHash.of(original.bytes());
            chunk.add(new ImportedRecord(
                    file.id(),
                    ordinal,
                    source.name(),
                    source.ehr(),
                    "unread-" + hash,
                    refusal.type(),
                    refusal.place().toString(),
                    mentioned(refusal.subject()),
                    refusal.reason().code(),
                    hash,
                    NOTHING,
                    original.bytes(),
                    original.mediaType(),
                    "",
                    ""));
        }
        refuse(refusal.place(), refusal.reason(), refusal.line(), refusal.original());
    }

    private void refuse(Place place, Reason reason, String line, OriginalBytes original) {
        chunk.add(
                new NewDeadLetter(
                        source.name(),
                        place.toString(),
                        Optional.empty(),
                        reason,
                        line,
                        original.bytes(),
                        original.mediaType(),
                        ""),
                original.bytes().length);
        unit(place, InputState.DEAD_LETTERED, reason.code(), line);
    }

    @Override
    public void withdrawn(Place place, String key) {
        if (isPast()) {
            return;
        }
        ordinal--;
        commit();
        ordinal++;
        Instant now = clock.instant();
        store.database().inTransaction(transaction -> {
            RecordWithdrawal withdrawal = store.records().withdraw(source.name(), key, now);
            boolean known = withdrawal.records() > 0;
            InputState state = known ? InputState.ACCEPTED : InputState.IRRELEVANT;
            String line = known ? "withdrawn" : "nothing is known that it would withdraw";
            store.files()
                    .commit(file, List.of(new InputUnit(ordinal, place.number(), place.within(), state, "", line)));
            return request(withdrawal.patients(), now);
        });
        progress.accept(ordinal);
    }

    @Override
    public void describes(Subject subject) {
        if (!subject.isNobody()) {
            mentioned(subject);
        }
    }

    @Override
    public void merged(Place place, PatientIdentifier old, PatientIdentifier surviving) {
        commit();
        store.database().inTransaction(transaction -> {
            store.subjects()
                    .merged(
                            source.name(),
                            SubjectRows.hash(old),
                            surviving.system(),
                            surviving.value(),
                            clock.instant());
            return store.subjects().matchAgain(source.name(), SubjectRows.part(old));
        });
    }

    private void unit(Place place, InputState state, String reason, String line) {
        chunk.units.add(new InputUnit(ordinal, place.number(), place.within(), state, reason, line));
        if (chunk.isFull()) {
            commit();
        }
    }

    private void commit() {
        if (!chunk.isEmpty()) {
            commit(now -> {});
        }
    }

    /** Commits what is not committed yet. @param last done in the same transaction, which may be tried again */
    void commit(Consumer<Instant> last) {
        Instant now = clock.instant();
        store.database().inTransaction(transaction -> {
            int requested = chunk.isEmpty() ? 0 : write(now);
            last.accept(now);
            return requested;
        });
        long reached = ordinal;
        chunk.clear();
        progress.accept(reached);
    }

    private int write(Instant now) {
        Repeats repeats = source.snapshot() ? Repeats.NONE : repeats();
        List<InputUnit> units = repeats.told(chunk.units);
        List<ImportedRecord> records = repeats.withoutThem(chunk.records);
        store.files().commit(file, units);
        store.subjects().mention(List.copyOf(chunk.subjects.values()));
        store.records().add(records, now);
        chunk.letters.forEach(letter -> store.deadLetters().put(letter, now));
        List<ImportedRecord> medications =
                records.stream().filter(record -> record.subjectKey().isEmpty()).toList();
        store.records().supersedeEarlier(medications, now);
        List<String> waiting = new ArrayList<>();
        medications.forEach(medication -> waiting.addAll(store.records().referringTo(source.name(), medication.key())));
        return request(Set.copyOf(waiting), now);
    }

    private Repeats repeats() {
        List<String> keys =
                chunk.records.stream().map(ImportedRecord::key).distinct().toList();
        return Repeats.among(chunk.records, store.records().known(source.name(), keys));
    }

    private int request(Set<String> patients, Instant now) {
        if (patients.isEmpty()) {
            return 0;
        }
        return (int) store.units()
                .requestAll(source.ehr(), List.copyOf(patients), Trigger.FILE, now)
                .created();
    }
}
