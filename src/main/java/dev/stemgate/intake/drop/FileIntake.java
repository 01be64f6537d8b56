// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import dev.stemgate.deadletter.NewDeadLetter;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.intake.ContentHash;
import dev.stemgate.intake.Place;
import dev.stemgate.intake.SourceSettings;
import dev.stemgate.intake.UnreadableFileException;
import dev.stemgate.state.FileTakenOverException;
import dev.stemgate.state.InputFile;
import dev.stemgate.state.StateException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes dropped files: each content once, in chunks, and to rest only when the ledger has all of it. Killed at any point, the next
 * start goes on where the ledger stands. Thread-safe; one file is worked on by one thread, since it is moved away first.
 */
public final class FileIntake {

    private static final Logger LOG = LoggerFactory.getLogger(FileIntake.class);
    private static final int KEPT_OF_REFUSED = 64 * 1024;
    private static final int DISTINCTION = 8;
    private static final long PROGRESS_EVERY = 50_000;

    private final IntakeStore store;
    private final FileReading reading;
    private final CorrectedLines corrected;
    private final FileReport report;
    private final Clock clock;

    public FileIntake(IntakeStore store, Formats formats, Clock clock) {
        this.store = Objects.requireNonNull(store, "store");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.reading = new FileReading(store, formats, clock);
        this.corrected = new CorrectedLines(store, formats, clock);
        this.report = new FileReport(store.files());
    }

    /**
     * Takes one complete file.
     *
     * @return how it stands in the ledger; empty when somebody else has taken it
     * @throws IOException when the disk fails; the file stays where it is, or where {@link #resume} finds it
     */
    public Optional<InputFile> take(SourceSettings source, Path file) throws IOException {
        DropFolder folder = new DropFolder(source.folder());
        folder.prepare();
        Optional<Path> taken = folder.take(file);
        return taken.isEmpty() ? Optional.empty() : Optional.of(work(source, folder, taken.get()));
    }

    /** Goes on with what an interrupted run left behind. */
    public List<InputFile> resume(SourceSettings source) throws IOException {
        DropFolder folder = new DropFolder(source.folder());
        folder.prepare();
        List<InputFile> resumed = new ArrayList<>();
        for (Path left : folder.leftBehind()) {
            resumed.add(work(source, folder, left));
        }
        for (InputFile file : store.files().restless(source.name())) {
            Path done = folder.done().resolve(file.name());
            if (Files.isRegularFile(done, LinkOption.NOFOLLOW_LINKS)) {
                boolean settled = report.write(file, done, clock.instant());
                store.files().reported(file, done.toString(), settled);
                resumed.add(store.files().get(file.id()).orElseThrow());
            }
        }
        return resumed;
    }

    private InputFile work(SourceSettings source, DropFolder folder, Path file) throws IOException {
        Optional<String> refusal = DropFolder.refusal(file);
        if (refusal.isPresent()) {
            return refuse(source, folder, file, Reason.REJECTED_MESSAGE, refusal.get(), Optional.empty());
        }
        String name = file.getFileName().toString();
        String hash = hash(file);
        Optional<InputFile> known = store.files().taken(source.name(), hash);
        if (known.isPresent() && !isThisOne(known.get(), name)) {
            return duplicate(source, folder, file, known.get());
        }
        InputFile input = known.orElseGet(
                () -> store.files().begin(source.name(), source.ehr(), name, hash, size(file), clock.instant()));
        if (input.state() == InputFile.State.READING) {
            try {
                reading.read(source, input, file, progress(source, input));
            } catch (UnreadableFileException unreadable) {
                return refuse(
                        source, folder, file, Reason.REJECTED_MESSAGE, unreadable.getMessage(), Optional.of(input));
            } catch (StateException | FileTakenOverException elsewhere) {
                throw elsewhere;
            } catch (RuntimeException bug) {
                // A fault of ours must not keep every other file of the source waiting behind this one.
                LOG.error("{}: file {}: {}", source.name(), input.id(), where(bug));
                return refuse(
                        source,
                        folder,
                        file,
                        Reason.INTERNAL_ERROR,
                        Reason.INTERNAL_ERROR.line(),
                        store.files().get(input.id()));
            }
        }
        corrected.apply(source, input, file);
        return rest(folder, file, folder.done(), input.id());
    }

    /** A file that was being read, or was read and did not come to rest, when the run was interrupted. */
    private static boolean isThisOne(InputFile known, String name) {
        return known.name().equals(name) && known.restsAt().isEmpty();
    }

    private InputFile duplicate(SourceSettings source, DropFolder folder, Path file, InputFile of) throws IOException {
        String line = "the same content was taken as " + of.name() + " at " + of.seenAt();
        InputFile repeat = store.files()
                .duplicate(
                        source.name(),
                        source.ehr(),
                        file.getFileName().toString(),
                        of.contentHash(),
                        size(file),
                        line,
                        clock.instant());
        LOG.info("{}: file {} repeats file {}", source.name(), repeat.id(), of.id());
        return rest(folder, file, folder.done(), repeat.id());
    }

    private InputFile refuse(
            SourceSettings source, DropFolder folder, Path file, Reason reason, String line, Optional<InputFile> begun)
            throws IOException {
        Instant now = clock.instant();
        boolean regular = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        byte[] beginning = regular ? beginning(file) : new byte[0];
        String hash = regular ? hash(file) : ContentHash.of(new byte[0]);
        String name = file.getFileName().toString();
        long id = store.database().inTransaction(transaction -> {
            store.deadLetters()
                    .put(
                            new NewDeadLetter(
                                    source.name(),
                                    Place.whole(name).toString(),
                                    Optional.empty(),
                                    reason,
                                    line,
                                    beginning,
                                    "application/octet-stream",
                                    ""),
                            now);
            if (begun.isPresent()) {
                store.files().refuse(begun.get(), line, now);
                return begun.get().id();
            }
            return store.files()
                    .refused(source.name(), source.ehr(), name, hash, regular ? size(file) : 0, line, now)
                    .id();
        });
        LOG.warn("{}: file {} is refused as a whole: {}", source.name(), id, line);
        return rest(folder, file, folder.failed(), id);
    }

    /** Moves a file to rest and writes its report beside it. */
    private InputFile rest(DropFolder folder, Path file, Path where, long id) throws IOException {
        InputFile input = store.files().get(id).orElseThrow();
        Path target = folder.rest(file, where, input.contentHash().substring(0, DISTINCTION));
        boolean settled = report.write(input, target, clock.instant());
        store.files().reported(input, target.toString(), settled);
        LOG.info(
                "{}: file {} is {}, {}",
                input.source(),
                id,
                input.state().code(),
                store.files().counts(id));
        return store.files().get(id).orElseThrow();
    }

    /** Writes the reports of files again of which units were settled since. @return how many are complete now */
    public synchronized int report() throws IOException {
        int complete = 0;
        for (InputFile file : store.files().unreported()) {
            Path at = Path.of(file.restsAt());
            boolean there = !file.restsAt().isEmpty() && Files.isDirectory(at.getParent());
            if (there && store.files().pending(file.id()) == 0) {
                report.write(file, at, clock.instant());
                store.files().reported(file, file.restsAt(), true);
                complete++;
            }
        }
        return complete;
    }

    private static LongConsumer progress(SourceSettings source, InputFile file) {
        AtomicLong next = new AtomicLong(file.reached() + PROGRESS_EVERY);
        return reached -> {
            if (reached >= next.get()) {
                next.set(reached + PROGRESS_EVERY);
                LOG.info("{}: file {}: {} lines or entries are in the ledger", source.name(), file.id(), reached);
            }
        };
    }

    /** Types and places, never messages: those of libraries quote what they read. */
    private static String where(Throwable bug) {
        StackTraceElement[] trace = bug.getStackTrace();
        return bug.getClass().getSimpleName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }

    private static long size(Path file) {
        return file.toFile().length();
    }

    private static byte[] beginning(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(KEPT_OF_REFUSED);
        }
    }

    private static String hash(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return ContentHash.of(in);
        }
    }
}
