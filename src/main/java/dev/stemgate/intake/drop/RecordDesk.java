// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import dev.stemgate.intake.FileFormat;
import dev.stemgate.intake.Lines;
import dev.stemgate.intake.OriginalBytes;
import dev.stemgate.intake.Reintake;
import dev.stemgate.intake.SourceSettings;
import dev.stemgate.intake.UnreadableFileException;
import dev.stemgate.model.PatientKey;
import dev.stemgate.state.ImportedRecord;
import dev.stemgate.state.InputFile;
import dev.stemgate.state.InputState;
import dev.stemgate.state.InputSubject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes single records again, for the dead-letter desk. Thread-safe. */
public final class RecordDesk implements Reintake {

    private static final String BY_HAND = "corrected by a person and taken again";

    private final IntakeStore store;
    private final Formats formats;
    private final ReceivedMessages messages;
    private final SubjectSettling settling;
    private final Clock clock;
    private final Map<String, SourceSettings> sources = new HashMap<>();

    public RecordDesk(IntakeStore store, Formats formats, List<SourceSettings> sources, Clock clock) {
        this.store = store;
        this.formats = formats;
        this.messages = new ReceivedMessages(store, clock);
        this.settling = new SubjectSettling(store, clock);
        this.clock = clock;
        sources.forEach(source -> this.sources.put(source.name(), source));
    }

    @Override
    public Outcome corrected(String source, String place, byte[] bytes, String mediaType) {
        Optional<UnitPlace> unit = UnitPlace.find(store.files(), source, place);
        SourceSettings settings = sources.get(source);
        if (unit.isEmpty() || settings == null) {
            return Outcome.UNKNOWN;
        }
        try {
            byte[] content =
                    mediaType.equals(OriginalBytes.CSV) ? withHeader(unit.get().file(), bytes) : bytes;
            FileFormat format = formats.of(settings, content);
            if (messages.take(settings, place, content, format) == ReceivedMessages.Receipt.REFUSED) {
                return Outcome.STILL_REFUSED;
            }
        } catch (UnreadableFileException unreadable) {
            return Outcome.STILL_REFUSED;
        } catch (IOException headerIsGone) {
            return Outcome.UNKNOWN;
        }
        InputFile again = store.files().named(place).stream()
                .reduce((one, later) -> later)
                .orElseThrow();
        if (store.files().counts(again.id()).get(InputState.DEAD_LETTERED) > 0) {
            return Outcome.STILL_REFUSED;
        }
        return settle(unit.get());
    }

    /** The line that could not be read has found its successor. */
    private Outcome settle(UnitPlace unit) {
        store.database().inTransaction(transaction -> {
            store.records().withdraw(unit.file().id(), unit.ordinal(), clock.instant());
            store.files().settle(unit.file().id(), unit.ordinal(), InputState.ACCEPTED, "", BY_HAND);
            return unit;
        });
        return Outcome.TAKEN;
    }

    /** The header of the file that the row stood in; a row means nothing without it. */
    private static byte[] withHeader(InputFile file, byte[] row) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        Path path = Path.of(file.restsAt());
        try (InputStream in = FileReading.uncompressed(path)) {
            Optional<Lines.Line> header = new Lines(in, 1024 * 1024).next();
            whole.writeBytes(
                    header.orElseThrow(() -> new IOException("no header")).bytes());
        }
        whole.write('\n');
        whole.writeBytes(row);
        return whole.toByteArray();
    }

    @Override
    public Outcome matchAgain(String source, String place) {
        return subject(source, place)
                .map(subject -> {
                    store.subjects().mention(List.of(subject));
                    return Outcome.TAKEN;
                })
                .orElse(Outcome.UNKNOWN);
    }

    @Override
    public Outcome assign(String source, String place, PatientKey patient) {
        Optional<InputSubject> subject =
                subject(source, place).filter(found -> found.ehr().equals(patient.ehr()));
        subject.ifPresent(found -> settling.settle(found, new MatchDecision.Certain(patient.patientId())));
        return subject.isPresent() ? Outcome.TAKEN : Outcome.UNKNOWN;
    }

    @Override
    public String candidates(String source, String place) {
        return subject(source, place)
                .map(subject -> store.subjects().candidates(subject.key()))
                .orElse("");
    }

    private Optional<InputSubject> subject(String source, String place) {
        return UnitPlace.find(store.files(), source, place)
                .flatMap(unit -> store.records().of(unit.file().id(), unit.ordinal()))
                .map(ImportedRecord::subjectKey)
                .filter(key -> !key.isEmpty())
                .flatMap(store.subjects()::get);
    }
}
