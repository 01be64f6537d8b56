// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Names of elements by their bytes. One that was forgotten comes again as another object with the same text. Bounded; thread-confined. */
final class NameTable {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BITS = 9;
    /** Names that share a slot; this many of them are kept. */
    private static final int WAYS = 4;

    private static final int LONGEST = 255;

    private final Name[] names = new Name[WAYS << BITS];
    private int oldest;

    Name name(byte[] bytes, int from, int to) throws OddShape {
        int length = to - from;
        if (length == 0 || length > LONGEST) {
            throw OddShape.FOUND;
        }
        int first = slot(bytes, from, length) * WAYS;
        for (int i = first; i < first + WAYS; i++) {
            Name known = names[i];
            if (known != null && Arrays.equals(known.bytes(), 0, known.bytes().length, bytes, from, to)) {
                return known;
            }
        }
        Name name = new Name(Arrays.copyOfRange(bytes, from, to));
        names[first + oldest] = name;
        oldest = (oldest + 1) % WAYS;
        return name;
    }

    private static int slot(byte[] bytes, int from, int length) {
        long hash = length;
        if (length >= 8) {
            hash += (long) LONG.get(bytes, from) * 0x9E3779B97F4A7C15L;
            hash ^= (long) LONG.get(bytes, from + length - 8);
        } else {
            for (int i = from; i < from + length; i++) {
                hash = hash << 8 ^ bytes[i] ^ hash >>> 56;
            }
        }
        return (int) (hash * 0xD6E8FEB86659FD93L >>> 64 - BITS);
    }
}
