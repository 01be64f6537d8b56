// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Lines of a stream as bytes, each with its number. A line ends with LF or CRLF, the last one also with the stream; of a line beyond the
 * limit only the beginning is kept. Thread-confined.
 */
public final class Lines {

    /**
     * One line.
     *
     * @param number from 1
     * @param bytes without its end
     * @param cut whether it was longer than the limit
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Line(long number, byte[] bytes, boolean cut) {

        public boolean isBlank() {
            for (byte each : bytes) {
                if (each != ' ' && each != '\t' && each != '\r') {
                    return false;
                }
            }
            return true;
        }
    }

    /** How much of a line that is too long is kept for the dead letters. */
    private static final int BEGINNING = 64 * 1024;

    private final InputStream in;
    private final int limit;
    private long number;

    /** @param in buffered */
    public Lines(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /** The next line; empty at the end. */
    public Optional<Line> next() throws IOException {
        int byteRead = in.read();
        if (byteRead == -1) {
            return Optional.empty();
        }
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        long length = 0;
        while (byteRead != -1 && byteRead != '\n') {
            length++;
            if (length <= limit) {
                kept.write(byteRead);
            }
            byteRead = in.read();
        }
        number++;
        byte[] bytes = kept.toByteArray();
        if (length > limit) {
            return Optional.of(new Line(number, Arrays.copyOf(bytes, Math.min(BEGINNING, limit)), true));
        }
        boolean carriage = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
        return Optional.of(new Line(number, carriage ? Arrays.copyOf(bytes, bytes.length - 1) : bytes, false));
    }
}
