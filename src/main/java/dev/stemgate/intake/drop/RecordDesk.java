// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import dev.stemgate.intake.DeadUnit;
import dev.stemgate.intake.FileFormat;
import dev.stemgate.intake.Lines;
import dev.stemgate.intake.OriginalBytes;
import dev.stemgate.intake.Place;
import dev.stemgate.intake.Reintake;
import dev.stemgate.intake.SourceSettings;
import dev.stemgate.intake.UnreadableFileException;
import dev.stemgate.intake.csv.CsvFormat;
import dev.stemgate.model.PatientKey;
import dev.stemgate.state.ImportedRecord;
import dev.stemgate.state.InputFile;
import dev.stemgate.state.InputState;
import dev.stemgate.state.InputSubject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes single records again, for the dead-letter desk. Thread-safe. */
public final class RecordDesk implements Reintake {

    private static final String BY_HAND = "corrected by a person and taken again";
    private static final String NO_UNIT =
            "there is no single line, entry or message behind this letter that could be taken again;"
                    + " have it corrected and sent again as a whole";
    private static final String NO_HEADER =
            "the file in which the row stood is not there any more, and without its header a row means nothing";

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
    public Optional<String> problem(DeadUnit unit, byte[] bytes, String mediaType) {
        Optional<UnitPlace> found = UnitPlace.find(store, unit);
        return found.isEmpty() || !sources.containsKey(unit.source())
                ? Optional.of(NO_UNIT)
                : problem(unit, restingFile(found.get()), bytes, mediaType);
    }

    private Optional<String> problem(DeadUnit unit, Path file, byte[] bytes, String mediaType) {
        SourceSettings source = sources.get(unit.source());
        try {
            byte[] content = content(file, bytes, mediaType);
            TrialReading trial = new TrialReading();
            formats.of(source, content)
                    .read(new ByteArrayInputStream(content), Place.whole(unit.place()), source, trial);
            return trial.problem();
        } catch (UnreadableFileException unreadable) {
            return Optional.of(unreadable.getMessage());
        } catch (IOException headerIsGone) {
            return Optional.of(NO_HEADER);
        }
    }

    @Override
    public Optional<byte[]> withCells(DeadUnit unit, byte[] bytes, String mediaType, Map<String, String> cells) {
        SourceSettings source = sources.get(unit.source());
        if (!mediaType.equals(OriginalBytes.CSV) || source == null) {
            return Optional.empty();
        }
        UnitPlace place = UnitPlace.find(store, unit).orElseThrow(() -> new UnreadableFileException(NO_UNIT));
        try {
            byte[] content = content(restingFile(place), bytes, mediaType);
            return formats.of(source, content) instanceof CsvFormat csv
                    ? Optional.of(csv.edited(content, cells))
                    : Optional.empty();
        } catch (IOException headerIsGone) {
            throw new UnreadableFileException(NO_HEADER);
        }
    }

    @Override
    public Outcome corrected(DeadUnit unit, byte[] bytes, String mediaType) {
        Optional<UnitPlace> found = UnitPlace.find(store, unit);
        return found.isEmpty() || !sources.containsKey(unit.source())
                ? Outcome.UNKNOWN
                : corrected(unit, found.get(), restingFile(found.get()), bytes, mediaType);
    }

    /** @param file where the file of the unit stands at this moment */
    Outcome corrected(DeadUnit unit, UnitPlace place, Path file, byte[] bytes, String mediaType) {
        SourceSettings source = sources.get(unit.source());
        if (problem(unit, file, bytes, mediaType).isPresent()) {
            return Outcome.STILL_REFUSED;
        }
        try {
            byte[] content = content(file, bytes, mediaType);
            FileFormat format = formats.of(source, content);
            String unlikeEarlierOnes = place.file().id() + "/" + place.ordinal();
            return store.database().inTransaction(transaction -> {
                InputFile again = messages.takeInPlace(source, unit.place(), unlikeEarlierOnes, content, format);
                settle(place);
                store.records().withdrawOutdated(again.id(), place.file().id(), clock.instant());
                settleKnown(again);
                return Outcome.TAKEN;
            });
        } catch (IOException headerIsGone) {
            return Outcome.UNKNOWN;
        }
    }

    /** The line that could not be read has found its successor. */
    private void settle(UnitPlace unit) {
        store.records().withdraw(unit.file().id(), unit.ordinal(), clock.instant());
        store.files().settle(unit.file().id(), unit.ordinal(), InputState.ACCEPTED, "", BY_HAND);
        store.files().reportAgain(unit.file().id());
    }

    /** Of whom it is known who they are needs nobody to ask the EHR. */
    private void settleKnown(InputFile file) {
        for (String key : store.records().subjectKeys(file.id())) {
            store.subjects()
                    .get(key)
                    .filter(InputSubject::isMatched)
                    .ifPresent(subject -> settling.settle(
                            subject,
                            new MatchDecision.Certain(subject.patientId().orElseThrow())));
        }
    }

    private static Path restingFile(UnitPlace unit) {
        return Path.of(unit.file().restsAt());
    }

    /** A row of CSV with the header of the file that it stood in; a row means nothing without it. */
    private static byte[] content(Path file, byte[] bytes, String mediaType) throws IOException {
        if (!mediaType.equals(OriginalBytes.CSV)) {
            return bytes;
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException("no file");
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (InputStream in = FileReading.uncompressed(file)) {
            Optional<Lines.Line> header = new Lines(in, 1024 * 1024).next();
            whole.writeBytes(
                    header.orElseThrow(() -> new IOException("no header")).bytes());
        }
        whole.write('\n');
        whole.writeBytes(bytes);
        return whole.toByteArray();
    }

    @Override
    public Outcome matchAgain(DeadUnit unit) {
        return subject(unit)
                .map(subject -> {
                    store.subjects().mention(List.of(subject));
                    return Outcome.TAKEN;
                })
                .orElse(Outcome.UNKNOWN);
    }

    @Override
    public Outcome assign(DeadUnit unit, PatientKey patient) {
        Optional<InputSubject> subject =
                subject(unit).filter(found -> found.ehr().equals(patient.ehr()));
        subject.ifPresent(found -> settling.assign(found.key(), patient.patientId()));
        return subject.isPresent() ? Outcome.TAKEN : Outcome.UNKNOWN;
    }

    @Override
    public Optional<String> subjectKey(DeadUnit unit) {
        return subject(unit).map(InputSubject::key);
    }

    @Override
    public Optional<String> ehr(DeadUnit unit) {
        return subject(unit).map(InputSubject::ehr);
    }

    @Override
    public String candidates(DeadUnit unit) {
        return subject(unit)
                .map(subject -> store.subjects().candidates(subject.key()))
                .orElse("");
    }

    @Override
    public Set<PatientKey> patients(DeadUnit unit) {
        return store.records().patientsOf(unit.source(), unit.place());
    }

    private Optional<InputSubject> subject(DeadUnit unit) {
        return UnitPlace.find(store, unit)
                .flatMap(found -> store.records().of(found.file().id(), found.ordinal()))
                .map(ImportedRecord::subjectKey)
                .filter(key -> !key.isEmpty())
                .flatMap(store.subjects()::get);
    }
}
