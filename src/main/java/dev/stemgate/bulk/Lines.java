// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The lines of a stream in one buffer that is used again and again. A line that is too long for it is passed over and said to be so.
 * Blanks around a line, a carriage return and a byte order mark at the beginning of the file do not belong to it. Thread-confined.
 */
final class Lines {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ENDS = 0x0A0A0A0A0A0A0A0AL;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final int FIRST = 1 << 17;

    /** Knows where some lines end without looking for a line end. */
    @FunctionalInterface
    interface Glance {
        /** Where the line end stands of the line that begins at the first of these bytes; negative where that is not known. */
        int lineEnd(byte[] buffer, int from, int to);
    }

    private static final Glance NONE = (buffer, from, to) -> -1;

    private final int longest;
    private final OverlongLine overlong;
    private byte[] buffer = new byte[FIRST];
    private InputStream in = InputStream.nullInputStream();
    private long base;
    private int next;
    private int filled;
    private boolean drained;

    private int from;
    private int to;
    private long start;
    private int length;
    private boolean tooLong;
    private boolean ended;

    /**
     * @param longest length of the longest line that is read
     * @param overlong is shown a line that is longer
     */
    Lines(int longest, OverlongLine overlong) {
        this.longest = longest;
        this.overlong = overlong;
    }

    /** @param offset of the stream's first byte in the file */
    void open(InputStream stream, long offset) {
        in = stream;
        base = offset;
        next = 0;
        filled = 0;
        drained = false;
    }

    /** Goes to the next line. @return false when there is none */
    boolean next() throws IOException {
        return next(NONE);
    }

    /** Goes to the next line, of which the glance may know where it ends. */
    boolean next(Glance glance) throws IOException {
        start = base + next;
        tooLong = false;
        int known = glance.lineEnd(buffer, next, filled);
        int end = known < 0 ? find(next) : known;
        long passed = 0;
        while (end < 0 && !drained) {
            if (filled - next >= longest) {
                show();
                passed += filled - next;
                base += filled;
                next = 0;
                filled = 0;
                tooLong = true;
            }
            int looked = filled - next;
            fill();
            end = find(next + looked);
        }
        ended = end >= 0;
        int stop = ended ? end : filled;
        if (!ended && stop == next && !tooLong) {
            return false;
        }
        length = (int) Math.min(Integer.MAX_VALUE, passed + stop - next);
        from = next;
        to = stop;
        next = ended ? stop + 1 : stop;
        if (tooLong) {
            overlong.part(buffer, from, to);
        } else {
            strip();
        }
        return true;
    }

    private void show() {
        if (!tooLong) {
            overlong.begin();
        }
        overlong.part(buffer, next, filled);
    }

    /** Goes past the end of a line that began earlier, or to where nobody looks for the beginning of one. */
    void pass(long bound) throws IOException {
        int end = find(next);
        while (end < 0 && !drained && base + filled < bound) {
            base += filled;
            next = 0;
            filled = 0;
            fill();
            end = find(0);
        }
        next = end < 0 ? filled : end + 1;
    }

    byte[] buffer() {
        return buffer;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Offset in the file of the line's first byte, blanks and marks before it included. */
    long offset() {
        return start;
    }

    int length() {
        return length;
    }

    boolean isBlank() {
        return !tooLong && from == to;
    }

    boolean isTooLong() {
        return tooLong;
    }

    /** False for the last line of a file that has no line end. */
    boolean isEnded() {
        return ended;
    }

    /** Offset of what follows the line. */
    long position() {
        return base + next;
    }

    private void strip() {
        int first = from;
        if (start == 0
                && to - first >= 3
                && buffer[first] == (byte) 0xEF
                && buffer[first + 1] == (byte) 0xBB
                && buffer[first + 2] == (byte) 0xBF) {
            first += 3;
        }
        while (first < to && isBlank(buffer[first])) {
            first++;
        }
        while (to > first && isBlank(buffer[to - 1])) {
            to--;
        }
        from = first;
    }

    private static boolean isBlank(byte letter) {
        return letter == ' ' || letter == '\t' || letter == '\r';
    }

    private void fill() throws IOException {
        if (next > 0) {
            System.arraycopy(buffer, next, buffer, 0, filled - next);
            base += next;
            filled -= next;
            next = 0;
        }
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, (int) Math.min((long) longest + FIRST, 2L * buffer.length));
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            drained = true;
        } else {
            filled += read;
        }
    }

    private int find(int first) {
        int at = first;
        for (; at + 8 <= filled; at += 8) {
            long word = (long) LONG.get(buffer, at) ^ ENDS;
            long found = word - ONES & ~word & HIGH_BITS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        for (; at < filled; at++) {
            if (buffer[at] == '\n') {
                return at;
            }
        }
        return -1;
    }
}
