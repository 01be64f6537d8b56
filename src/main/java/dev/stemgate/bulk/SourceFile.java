// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.model.RecordKind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * One file of the export.
 *
 * @param number in the order of names
 * @param bytes its size on the disk
 */
record SourceFile(int number, Path path, long bytes) {

    private static final int BUFFER = 1 << 16;

    String name() {
        return path.getFileName().toString();
    }

    boolean isCompressed() {
        return name().endsWith(".gz");
    }

    /** The kinds that a file of this name is about: {@code Condition.000.ndjson} about Conditions; every kind where the name does not say. */
    List<RecordKind> kinds() {
        String word = name().split("[^A-Za-z]", 2)[0];
        if (word.equals("Medication")) {
            return List.of(RecordKind.MEDICATION_REQUEST, RecordKind.MEDICATION_STATEMENT);
        }
        List<RecordKind> named = Stream.of(RecordKind.values())
                .filter(kind -> kind.fhirType().equals(word))
                .toList();
        return named.isEmpty() ? List.of(RecordKind.values()) : named;
    }

    /** True when the name says that it is about one kind. */
    boolean isOf(RecordKind kind) {
        return kinds().equals(List.of(kind));
    }

    /**
     * Its bytes after decompression.
     *
     * @throws NoSuchFileException where its name is that of a folder, or of a link to nowhere
     */
    InputStream open(long from) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new NoSuchFileException(name());
        }
        if (isCompressed()) {
            InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(path), BUFFER), BUFFER);
            in.skipNBytes(from);
            return in;
        }
        FileChannel channel = FileChannel.open(path);
        return Channels.newInputStream(channel.position(from));
    }
}
