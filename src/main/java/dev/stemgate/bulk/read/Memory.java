// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What certain bytes of JSON were read as. A value that was once read and found well-formed is the same, and as well-formed, wherever
 * the same bytes stand again; the codes and categories of a hospital's records do so thousands of times. Bounded; thread-confined.
 *
 * @param <T> what the values were read as
 */
final class Memory<T> {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Values that begin alike share a slot; this many of them are kept. */
    private static final int WAYS = 4;

    private static final int LONGEST = 600;

    private final int alike;
    private final int beginning;
    private final int bits;
    /** Of the beginnings of the values, so that others in the slot need not be compared. */
    private final long[] hashes;

    private final byte[][] known;
    private final int[] lengths;
    private final Object[] values;
    private int oldest;

    /**
     * @param alike how many bytes most values have alike at their beginning
     * @param beginning how many bytes tell a value from most others; as many as are alike and a multiple of 8
     * @param bits of the number of slots
     */
    Memory(int alike, int beginning, int bits) {
        this.alike = alike;
        this.beginning = beginning;
        this.bits = bits;
        this.hashes = new long[WAYS << bits];
        this.known = new byte[WAYS << bits][0];
        this.lengths = new int[WAYS << bits];
        this.values = new Object[WAYS << bits];
    }

    /** Goes past a value that is known. @return what it was read as; null where it is not known */
    @SuppressWarnings("unchecked")
    T find(StrictJson json) {
        byte[] bytes = json.bytes();
        int from = json.at();
        int room = json.end() - from;
        long hash = hash(bytes, from, json.end());
        int slot = slot(hash);
        for (int i = slot; i < slot + WAYS; i++) {
            int length = lengths[i];
            if (hashes[i] == hash
                    && length > 0
                    && length <= room
                    && Arrays.equals(known[i], 0, length, bytes, from, from + length)) {
                json.pass(length);
                return (T) values[i];
            }
        }
        return null;
    }

    /** Keeps what the bytes up to where the line is read now were read as. */
    void keep(StrictJson json, int from, T value) {
        int length = json.at() - from;
        if (length > LONGEST || !json.isWellFormed(from, json.at())) {
            return;
        }
        long hash = hash(json.bytes(), from, json.end());
        int slot = slot(hash) + oldest;
        oldest = (oldest + 1) % WAYS;
        if (known[slot].length < length) {
            known[slot] = new byte[length + length / 4];
        }
        System.arraycopy(json.bytes(), from, known[slot], 0, length);
        hashes[slot] = hash;
        lengths[slot] = length;
        values[slot] = value;
    }

    private long hash(byte[] bytes, int from, int end) {
        long hash = 0;
        int last = Math.min(from + beginning, end) - 8;
        for (int at = from + alike; at <= last; at += 8) {
            hash = hash * 0x9E3779B97F4A7C15L + (long) LONG.get(bytes, at);
        }
        return hash ^ hash >>> 32;
    }

    private int slot(long hash) {
        return (int) (hash * 0xD6E8FEB86659FD93L >>> 64 - bits) * WAYS;
    }
}
