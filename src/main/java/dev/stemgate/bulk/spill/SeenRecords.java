// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.spill;

import dev.stemgate.bulk.record.RecordFact;
import dev.stemgate.bulk.record.Slice;
import java.util.Arrays;

/**
 * Which records of a patient were seen, by a hash of kind and id. Where no two are alike, no record is another version of one, nor the same
 * again; where two are, they may be. Thread-confined.
 */
public final class SeenRecords {

    private static final int FIRST = 1 << 12;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private long[] hashes = new long[FIRST];
    private int size;
    private boolean alike;

    /** Forgets the patient before. */
    public void clear() {
        if (size > 0) {
            hashes = hashes.length > FIRST ? new long[FIRST] : hashes;
            Arrays.fill(hashes, 0);
        }
        size = 0;
        alike = false;
    }

    /** Whether two of the records may have one id. */
    public boolean areSomeAlike() {
        return alike;
    }

    public void add(RecordFact fact) {
        add(fact.kind().ordinal(), Slice.of(fact.ref().id()));
    }

    void add(int kind, Slice id) {
        long hash = kind + 1;
        int at = id.from();
        for (; at + Long.BYTES <= id.to(); at += Long.BYTES) {
            hash = (hash ^ ByteSource.word(id.buffer(), at)) * MIX;
            hash ^= hash >>> 32;
        }
        for (; at < id.to(); at++) {
            hash = (hash ^ id.buffer()[at]) * MIX;
            hash ^= hash >>> 32;
        }
        add(hash == 0 ? 1 : hash);
    }

    private void add(long hash) {
        if (2 * size >= hashes.length) {
            grow();
        }
        int mask = hashes.length - 1;
        int slot = (int) hash & mask;
        while (hashes[slot] != 0) {
            if (hashes[slot] == hash) {
                alike = true;
                return;
            }
            slot = slot + 1 & mask;
        }
        hashes[slot] = hash;
        size++;
    }

    private void grow() {
        long[] before = hashes;
        hashes = new long[2 * before.length];
        size = 0;
        for (long hash : before) {
            if (hash != 0) {
                add(hash);
            }
        }
    }
}
