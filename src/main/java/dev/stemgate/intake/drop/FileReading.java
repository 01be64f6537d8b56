// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import dev.stemgate.deadletter.Reason;
import dev.stemgate.intake.FileFormat;
import dev.stemgate.intake.OriginalBytes;
import dev.stemgate.intake.Place;
import dev.stemgate.intake.Refusal;
import dev.stemgate.intake.SourceSettings;
import dev.stemgate.intake.UnreadableFileException;
import dev.stemgate.state.InputFile;
import dev.stemgate.state.InputState;
import dev.stemgate.state.RecordWithdrawal;
import dev.stemgate.state.Trigger;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.zip.ZipException;

/** Reads one file, compressed or not, through its format into the ledger, and closes it there. Thread-safe. */
final class FileReading {

    private static final int BEGINNING = 4096;
    private static final int BUFFER = 256 * 1024;

    private final IntakeStore store;
    private final Formats formats;
    private final Clock clock;

    FileReading(IntakeStore store, Formats formats, Clock clock) {
        this.store = store;
        this.formats = formats;
        this.clock = clock;
    }

    /**
     * Reads to the end, from where an earlier attempt came to.
     *
     * @throws UnreadableFileException when the whole file is refused; the ledger then holds nothing of it
     * @throws IOException when the disk fails; reading goes on another time
     */
    void read(SourceSettings source, InputFile file, Path path, LongConsumer progress) throws IOException {
        LedgerSink sink = new LedgerSink(store, source, file, clock, progress);
        Place whole = Place.whole(file.name());
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(path), BUFFER)) {
            Optional<DamagedGzip> gzip = gzip(raw);
            InputStream in = new BufferedInputStream(
                    gzip.<InputStream>map(stream -> stream).orElse(raw), BUFFER);
            in.mark(BEGINNING + 1);
            byte[] beginning = in.readNBytes(BEGINNING);
            in.reset();
            FileFormat format = formats.of(source, beginning);
            format.read(in, whole, source, sink);
            if (gzip.filter(DamagedGzip::isDamaged).isPresent()) {
                sink.refused(Refusal.of(
                        whole,
                        Reason.UNREADABLE,
                        "the compressed file is damaged or breaks off; what follows was not read",
                        new OriginalBytes(new byte[0], "application/gzip")));
            }
        }
        sink.commit(now -> close(source, file, now));
    }

    /** The file's bytes, uncompressed where they are compressed. */
    static InputStream uncompressed(Path path) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        Optional<DamagedGzip> gzip = gzip(raw);
        return new BufferedInputStream(gzip.<InputStream>map(stream -> stream).orElse(raw), BUFFER);
    }

    private static Optional<DamagedGzip> gzip(InputStream raw) throws IOException {
        raw.mark(2);
        byte[] magic = raw.readNBytes(2);
        raw.reset();
        boolean gzip = magic.length == 2 && magic[0] == 0x1F && magic[1] == (byte) 0x8B;
        try {
            return gzip ? Optional.of(new DamagedGzip(raw)) : Optional.empty();
        } catch (EOFException | ZipException damage) {
            throw new UnreadableFileException("the compressed file is damaged at its beginning");
        }
    }

    /** Every unit is committed. A snapshot withdraws what it does not hold any more, if it could be read completely. */
    private void close(SourceSettings source, InputFile file, Instant now) {
        store.files().read(file, source.snapshot() ? snapshot(source, file, now) : "", now);
    }

    private String snapshot(SourceSettings source, InputFile file, Instant now) {
        if (store.files().counts(file.id()).get(InputState.DEAD_LETTERED) > 0) {
            return "a snapshot that could not be read completely withdraws nothing";
        }
        RecordWithdrawal withdrawal = store.records().withdrawAbsent(file, now);
        if (!withdrawal.patients().isEmpty()) {
            store.units().requestAll(source.ehr(), List.copyOf(withdrawal.patients()), Trigger.FILE, now);
        }
        return withdrawal.records() + " records of earlier files are not in this snapshot and are withdrawn";
    }
}
