// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.model.RecordKind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/**
 * One file of the export.
 *
 * @param number in the order of names
 * @param bytes its size on the disk
 */
record SourceFile(int number, Path path, long bytes) {

    private static final Pattern OPEN = Pattern.compile("(?i).+\\.ndjson(\\.gz)?");
    private static final String CLOSED_END =
            "\\.(zip|bz2|xz|zst|lz4|7z|rar|part|partial|filepart|crdownload|download|tmp)";
    private static final Pattern CLOSED = Pattern.compile("(?i).+\\.ndjson(\\.gz)?" + CLOSED_END);
    /** A browser adds a number to a name that it has already. */
    private static final Pattern END =
            Pattern.compile("(?i)( \\([0-9]+\\))?(\\.ndjson)?( \\([0-9]+\\))?(\\.gz)?(" + CLOSED_END + ")?$");

    static final String MEDICATION = "Medication";
    /** The kinds that are not whole where Medications are missing. */
    static final List<RecordKind> NAMING_MEDICATIONS =
            List.of(RecordKind.MEDICATION_REQUEST, RecordKind.MEDICATION_STATEMENT);

    String name() {
        return path.getFileName().toString();
    }

    String stem() {
        return stem(name());
    }

    /** What it is called where others than the owner of the export read it. */
    String label() {
        return FileLabel.of(name(), number);
    }

    boolean isCompressed() {
        return name().toLowerCase(Locale.ROOT).endsWith(".gz");
    }

    /**
     * The kinds that a file of this name is about: {@code Condition.000.ndjson} and {@code 1.Condition.ndjson} about Conditions; every kind
     * where the name does not say.
     */
    List<RecordKind> kinds() {
        return kinds(name());
    }

    /** The kinds that a file of a name is about. */
    static List<RecordKind> kinds(String name) {
        List<String> words = words(name);
        List<RecordKind> named = Stream.of(RecordKind.values())
                .filter(kind -> words.contains(kind.fhirType()))
                .toList();
        if (!named.isEmpty()) {
            return named;
        }
        return words.contains(MEDICATION) ? NAMING_MEDICATIONS : List.of(RecordKind.values());
    }

    static List<String> words(String name) {
        return List.of(name.split("[^A-Za-z]+"));
    }

    /** A name without the ends that a server or a download gives it, or takes off. */
    static String stem(String name) {
        return END.matcher(name).replaceFirst("");
    }

    /** True when the name says that it is about one kind. */
    boolean isOf(RecordKind kind) {
        return kinds().equals(List.of(kind));
    }

    /** False for one that certainly cannot be read: it need not be cut up. */
    boolean canBeRead() {
        return !isClosed() && Files.isReadable(path);
    }

    /** Whether it has the name of a file that was put into another format, or was not fetched to its end, and so cannot be read. */
    private boolean isClosed() {
        return CLOSED.matcher(name()).matches();
    }

    /** Whether a file of this name is a part of an export, though it may be one that cannot be read. */
    static boolean isPart(String name) {
        return OPEN.matcher(name).matches() || CLOSED.matcher(name).matches();
    }

    /**
     * Its bytes after decompression.
     *
     * @throws NoSuchFileException where its name is that of a folder, or of a link to nowhere
     * @throws ZipException where it is compressed in a way that is not known here, or damaged
     */
    InputStream open(long from) throws IOException {
        return open(from, taken -> {});
    }

    /** @param taken is told of the bytes that are taken from a compressed file, as they are on the disk */
    InputStream open(long from, LongConsumer taken) throws IOException {
        if (isClosed()) {
            throw new ZipException("another format");
        }
        if (!Files.isRegularFile(path)) {
            throw Files.exists(path) || Files.notExists(path)
                    ? new NoSuchFileException(name())
                    : new AccessDeniedException(name());
        }
        if (isCompressed()) {
            InputStream in = new GzipMembers(new Counted(Files.newInputStream(path), taken));
            in.skipNBytes(from);
            return in;
        }
        FileChannel channel = FileChannel.open(path);
        return Channels.newInputStream(channel.position(from));
    }

    /** Tells how much is taken, when it is. */
    private static final class Counted extends FilterInputStream {

        private final LongConsumer taken;

        Counted(InputStream in, LongConsumer taken) {
            super(in);
            this.taken = taken;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            int read = super.read(to, from, length);
            if (read > 0) {
                taken.accept(read);
            }
            return read;
        }
    }
}
