// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Names of elements: the same bytes give the same String, so that names are compared by identity. Bounded; thread-confined. */
final class NameTable {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BITS = 11;
    private static final int LONGEST = 255;

    private final byte[][] known = new byte[1 << BITS][];
    private final String[] names = new String[1 << BITS];

    String name(byte[] bytes, int from, int to) throws OddShape {
        int length = to - from;
        if (length == 0 || length > LONGEST) {
            throw OddShape.FOUND;
        }
        int slot = slot(bytes, from, length);
        byte[] before = known[slot];
        if (before != null && Arrays.equals(before, 0, before.length, bytes, from, to)) {
            return names[slot];
        }
        // What was in this slot may come again as another String unless both are interned.
        String name = new String(bytes, from, length, StandardCharsets.UTF_8).intern();
        known[slot] = Arrays.copyOfRange(bytes, from, to);
        names[slot] = name;
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
