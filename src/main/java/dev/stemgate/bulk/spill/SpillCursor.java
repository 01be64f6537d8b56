// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.spill;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Goes through ranges of the spill file, record after record, with a small window of the file in memory; a record that is larger than the
 * window is in memory whole. Thread-confined.
 */
public final class SpillCursor {

    private static final int WINDOW = 1 << 15;

    private final SpillFile spill;
    private final ByteSource in = new ByteSource();
    private Ranges ranges = new Ranges();
    private int range;
    private byte[] window = new byte[WINDOW];
    private long windowFrom;
    private long windowTo;
    private long from;
    private long to;
    private int start;

    SpillCursor(SpillFile spill) {
        this.spill = spill;
    }

    /** Begins with the first record of other ranges. */
    public SpillCursor open(Ranges other) {
        ranges = other;
        range = 0;
        from = 0;
        to = ranges.isEmpty() ? 0 : ranges.from(0);
        windowFrom = 0;
        windowTo = 0;
        if (window.length > WINDOW) {
            window = new byte[WINDOW];
        }
        return this;
    }

    /** Begins with the first record of another shelf. */
    public SpillCursor open(int shelf) throws IOException {
        return open(spill.ranges(shelf));
    }

    /** Goes to the next record. @return false when there is none */
    public boolean next() throws IOException {
        while (range < ranges.count() && to == ranges.to(range)) {
            range++;
            to = range < ranges.count() ? ranges.from(range) : 0;
        }
        if (range == ranges.count()) {
            return false;
        }
        from = to;
        long limit = ranges.to(range);
        see(from, Math.min(limit, from + ByteSink.LENGTH), limit);
        int at = (int) (from - windowFrom);
        in.open(window, at, (int) (windowTo - windowFrom));
        int length = in.length();
        int head = in.at() - at;
        to = from + head + length;
        see(from, to, limit);
        start = (int) (from - windowFrom) + head;
        in.open(window, start, start + length);
        return true;
    }

    /** The record without its length. */
    public ByteSource record() {
        return in;
    }

    /** The record from its beginning, after something of it was read. */
    public ByteSource again() {
        in.open(window, start, (int) (to - windowFrom));
        return in;
    }

    /** Where the record begins in the file, its length included. */
    public long from() {
        return from;
    }

    /** Where it ends. */
    public long to() {
        return to;
    }

    /** Has these bytes in the window, and as many after them as there is room for. */
    private void see(long first, long end, long limit) throws IOException {
        if (first >= windowFrom && end <= windowTo) {
            return;
        }
        int needed = Math.toIntExact(end - first);
        int length = (int) Math.min(Math.max(needed, WINDOW), limit - first);
        if (length > window.length) {
            window = new byte[length];
        }
        spill.read(ByteBuffer.wrap(window, 0, length), first);
        windowFrom = first;
        windowTo = first + length;
    }
}
