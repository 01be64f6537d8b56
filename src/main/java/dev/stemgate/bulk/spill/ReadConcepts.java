// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.spill;

import dev.stemgate.model.Concept;
import java.util.Arrays;

/** Concepts by their bytes, so that equal ones are one object for as long as they are kept. Bounded; thread-confined. */
final class ReadConcepts {

    private static final int BITS = 12;
    private static final int LONGEST = 600;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final byte[][] known = new byte[1 << BITS][];
    private final Concept[] concepts = new Concept[1 << BITS];

    /** Reads the concept that stands there. */
    Concept read(ByteSource in, int length) {
        int slot = slot(in.bytes(), in.at(), length);
        byte[] before = known[slot];
        if (before != null && Arrays.equals(before, 0, before.length, in.bytes(), in.at(), in.at() + length)) {
            in.pass(length);
            return concepts[slot];
        }
        byte[] bytes = Arrays.copyOfRange(in.bytes(), in.at(), in.at() + Math.min(length, LONGEST));
        Concept concept = new Concept(Values.list(in, Values::code), in.text(), in.text());
        if (length <= LONGEST) {
            known[slot] = bytes;
            concepts[slot] = concept;
        }
        return concept;
    }

    private static int slot(byte[] bytes, int from, int length) {
        long hash = length;
        int at = from;
        int to = from + length;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = (hash ^ ByteSource.word(bytes, at)) * MIX;
            hash ^= hash >>> 32;
        }
        for (; at < to; at++) {
            hash = (hash ^ bytes[at]) * MIX;
        }
        return (int) (hash * MIX >>> 64 - BITS);
    }
}
