// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.spill;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file of letters, one after the other. */
public final class LetterFile {

    private static final int BUFFER = 1 << 13;
    private static final int END = -1;

    private LetterFile() {}

    /** Writes letters; only a file that was closed is whole. Thread-confined. */
    public static final class Writer implements AutoCloseable {

        private final DataOutputStream out;
        private final ByteSink letter = new ByteSink();

        public Writer(Path file) throws IOException {
            out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
        }

        public void write(Letter one) throws IOException {
            letter.clear();
            one.write(letter);
            out.writeInt(letter.size());
            out.write(letter.array(), 0, letter.size());
        }

        @Override
        public void close() throws IOException {
            try (out) {
                out.writeInt(END);
            }
        }
    }

    /** Reads them again, in the same order. Thread-confined. */
    public static final class Reader implements AutoCloseable {

        private final DataInputStream in;
        private final ByteSource letter = new ByteSource();

        public Reader(Path file) throws IOException {
            in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
        }

        /** The next letter; empty after the last one. */
        public Optional<Letter> next() throws IOException {
            int length = in.readInt();
            if (length == END) {
                return Optional.empty();
            }
            byte[] bytes = in.readNBytes(length);
            letter.open(bytes, 0, bytes.length);
            return Optional.of(Letter.read(letter));
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
