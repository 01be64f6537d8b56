// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import dev.stemgate.deadletter.NewDeadLetter;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.intake.ContentHash;
import dev.stemgate.intake.FileFormat;
import dev.stemgate.intake.MessageIntake;
import dev.stemgate.intake.OriginalBytes;
import dev.stemgate.intake.Place;
import dev.stemgate.intake.SourceSettings;
import dev.stemgate.intake.UnreadableFileException;
import dev.stemgate.state.InputFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Messages in the input ledger: each is a file of its own there, known by its id and content, that never stood in a folder. One that comes
 * again is not taken again; where a person has corrected a part of it meanwhile, that counts from then on.
 */
public final class ReceivedMessages implements MessageIntake {

    /** What stands in the place of a folder, so that no report is written. */
    private static final String NOWHERE = "";

    private final IntakeStore store;
    private final Clock clock;
    private final BiConsumer<SourceSettings, InputFile> corrected;

    /** For messages of which no correction can stand, since they take the place of one. */
    public ReceivedMessages(IntakeStore store, Clock clock) {
        this(store, clock, (source, file) -> {});
    }

    /** @param formats how a corrected message is read, where the same message comes again */
    public ReceivedMessages(IntakeStore store, Formats formats, Clock clock) {
        this(store, clock, corrected(new CorrectedLines(store, formats, clock)));
    }

    private ReceivedMessages(IntakeStore store, Clock clock, BiConsumer<SourceSettings, InputFile> corrected) {
        this.store = Objects.requireNonNull(store, "store");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.corrected = corrected;
    }

    private static BiConsumer<SourceSettings, InputFile> corrected(CorrectedLines lines) {
        return (source, file) -> lines.apply(source, file, Path.of(NOWHERE));
    }

    @Override
    public Receipt take(SourceSettings source, String messageId, byte[] message, FileFormat format) {
        String hash = hash(messageId, message);
        Optional<InputFile> known = store.files().taken(source.name(), hash);
        if (known.filter(file -> file.state() == InputFile.State.READ).isPresent()) {
            corrected.accept(source, known.get());
            return Receipt.REPEATED;
        }
        InputFile file = known.orElseGet(() ->
                store.files().begin(source.name(), source.ehr(), messageId, hash, message.length, clock.instant()));
        try {
            read(source, file, message, format);
            return Receipt.STORED;
        } catch (UnreadableFileException unreadable) {
            refuse(source, messageId, message, file, unreadable.getMessage());
            return Receipt.REFUSED;
        }
    }

    /**
     * Takes what stands in the place of a unit that could not be read.
     *
     * @param place of that unit
     * @param distinction what tells it from the same content in the place of another unit
     * @throws UnreadableFileException when it is not of the format at all
     */
    InputFile takeInPlace(SourceSettings source, String place, String distinction, byte[] message, FileFormat format) {
        String hash = hash(distinction + "\n" + place, message);
        Optional<InputFile> known = store.files().taken(source.name(), hash);
        if (known.filter(file -> file.state() == InputFile.State.READ).isPresent()) {
            return known.get();
        }
        InputFile file = known.orElseGet(
                () -> store.files().begin(source.name(), source.ehr(), place, hash, message.length, clock.instant()));
        read(source, file, message, format);
        return file;
    }

    private void read(SourceSettings source, InputFile file, byte[] message, FileFormat format) {
        LedgerSink sink = new LedgerSink(store, source, file, clock, reached -> {});
        try {
            format.read(new ByteArrayInputStream(message), Place.whole(file.name()), source, sink);
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory failed", impossible);
        }
        sink.commit(now -> {
            store.files().read(file, "", now);
            store.files().reported(file, NOWHERE, true);
        });
    }

    private void refuse(SourceSettings source, String messageId, byte[] message, InputFile file, String line) {
        store.database().inTransaction(transaction -> {
            store.files().refuse(file, line, clock.instant());
            return store.deadLetters()
                    .put(
                            new NewDeadLetter(
                                    source.name(),
                                    Place.whole(messageId).toString(),
                                    Optional.empty(),
                                    Reason.REJECTED_MESSAGE,
                                    line,
                                    message,
                                    OriginalBytes.HL7V2,
                                    ""),
                            clock.instant());
        });
    }

    private static String hash(String messageId, byte[] message) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(messageId.getBytes(StandardCharsets.UTF_8));
        all.write(0);
        all.writeBytes(message);
        return ContentHash.of(all.toByteArray());
    }
}
