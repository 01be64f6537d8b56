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

    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final int limit;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private long number;

    /** @param in read in blocks, so that more than the lines that are asked for may be taken from it */
    public Lines(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /** The next line; empty at the end. */
    public Optional<Line> next() throws IOException {
        if (at == end && !fill()) {
            return Optional.empty();
        }
        number++;
        int from = at;
        toLineEnd();
        if (at < end) {
            Line line = line(Arrays.copyOfRange(buffer, from, Math.min(at, from + limit)), at - from);
            at++;
            return Optional.of(line);
        }
        return Optional.of(longer(from));
    }

    private void toLineEnd() {
        while (at < end && buffer[at] != '\n') {
            at++;
        }
    }

    /** A line that goes on beyond the block in which it begins. */
    private Line longer(int begun) throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        int from = begun;
        long length = 0;
        boolean more = true;
        while (more) {
            kept.write(buffer, from, (int) Math.min(at - from, Math.max(0, limit - length)));
            length += at - from;
            more = at == end && fill();
            from = at;
            toLineEnd();
        }
        if (at < end) {
            at++;
        }
        return line(kept.toByteArray(), length);
    }

    private Line line(byte[] bytes, long length) {
        if (length > limit) {
            return new Line(number, Arrays.copyOf(bytes, Math.min(BEGINNING, limit)), true);
        }
        boolean carriage = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
        return new Line(number, carriage ? Arrays.copyOf(bytes, bytes.length - 1) : bytes, false);
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }
}
