// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.spill;

import java.util.Arrays;

/** Ranges of bytes of the spill file; ranges that follow each other without a gap are one. Thread-confined. */
public final class Ranges {

    private long[] bounds = new long[2];
    private int size;

    /** Adds the bytes from {@code from} and before {@code to}. */
    public void add(long from, long to) {
        if (size > 0 && bounds[size - 1] == from) {
            bounds[size - 1] = to;
            return;
        }
        if (size == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * size);
        }
        bounds[size++] = from;
        bounds[size++] = to;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    int count() {
        return size / 2;
    }

    long from(int range) {
        return bounds[2 * range];
    }

    long to(int range) {
        return bounds[2 * range + 1];
    }
}
