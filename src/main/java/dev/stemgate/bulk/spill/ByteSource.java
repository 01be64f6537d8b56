// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.spill;

import dev.stemgate.bulk.record.Slice;
import dev.stemgate.model.Concept;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads what a {@link ByteSink} wrote. Strings that come again and again are made once. Thread-confined. */
public final class ByteSource {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SIZE = 1 << 12;
    private static final int LONGEST = 127;

    private String[] words = new String[0];
    private ReadConcepts concepts;
    private byte[] bytes = new byte[0];
    private int at;
    private int end;

    public void open(byte[] source, int from, int to) {
        bytes = source;
        at = from;
        end = to;
    }

    public boolean hasMore() {
        return at < end;
    }

    public int at() {
        return at;
    }

    public long number() {
        long value = 0;
        int shift = 0;
        while (true) {
            byte part = bytes[at++];
            value |= (part & 0x7FL) << shift;
            if (part >= 0) {
                return value;
            }
            shift += 7;
        }
    }

    /** The length that {@link ByteSink#end} wrote. */
    int length() {
        int length = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            length |= (bytes[at++] & 0xFF) << shift;
        }
        return length;
    }

    public int integer() {
        return (int) number();
    }

    long signed() {
        long value = number();
        return value >>> 1 ^ -(value & 1);
    }

    boolean truth() {
        return number() != 0;
    }

    <E extends Enum<E>> E constant(E[] values) {
        return values[integer()];
    }

    byte[] bytes() {
        return bytes;
    }

    /** Goes past bytes. */
    void pass(int length) {
        at += length;
    }

    Concept concept() {
        if (concepts == null) {
            concepts = new ReadConcepts();
        }
        int length = integer();
        return concepts.read(this, length);
    }

    /** Text that hardly comes again, such as an id. */
    String fresh() {
        return slice().text();
    }

    /** Eight bytes as a number. */
    static long word(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    /** A text that is not made a string; only valid until another record is read. */
    Slice slice() {
        int length = integer();
        at += length;
        return new Slice(bytes, at - length, at);
    }

    public String text() {
        int length = integer();
        int from = at;
        at += length;
        if (length > LONGEST) {
            return new String(bytes, from, length, StandardCharsets.UTF_8);
        }
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        int slot = (hash ^ hash >>> 13) & SIZE - 1;
        if (words.length == 0) {
            words = new String[SIZE];
        }
        String known = words[slot];
        if (known != null && isSame(known, from, length)) {
            return known;
        }
        String fresh = new String(bytes, from, length, StandardCharsets.UTF_8);
        words[slot] = fresh;
        return fresh;
    }

    private boolean isSame(String known, int from, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            // A letter beyond ASCII has several bytes, of which none is equal to it.
            if (known.charAt(i) != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }
}
