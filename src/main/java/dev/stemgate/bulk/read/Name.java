// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The name of an element, and which name came after it the last time: records of one system are written in one order, so the next name
 * is mostly known and has only to be compared. Thread-confined.
 */
final class Name {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int WORDS = 24;

    /** Interned, so that names are compared by identity. */
    final String text;

    /** Length of the name with its quotes and the colon. */
    final int length;

    private final byte[] bytes;
    private final long first;
    private final long second;
    private final long third;
    private final long firstMask;
    private final long secondMask;
    private final long thirdMask;

    private final Guess inside = new Guess();
    private final Guess after = new Guess();

    /** @param bytes the name without its quotes */
    Name(byte[] bytes) {
        this.bytes = bytes;
        this.text = new String(bytes, StandardCharsets.UTF_8).intern();
        this.length = bytes.length + 3;
        byte[] written = new byte[Math.max(WORDS, length)];
        byte[] mask = new byte[Math.max(WORDS, length)];
        System.arraycopy(bytes, 0, written, 1, bytes.length);
        written[0] = '"';
        written[length - 2] = '"';
        written[length - 1] = ':';
        Arrays.fill(mask, 0, length, (byte) -1);
        first = (long) LONG.get(written, 0);
        second = (long) LONG.get(written, 8);
        third = (long) LONG.get(written, 16);
        firstMask = (long) LONG.get(mask, 0);
        secondMask = (long) LONG.get(mask, 8);
        thirdMask = (long) LONG.get(mask, 16);
    }

    /** The name without its quotes. */
    byte[] bytes() {
        return bytes;
    }

    /** What stands first in an object that this element has as its value. */
    Guess inside() {
        return inside;
    }

    /** What comes after this one in the same object. */
    Guess after() {
        return after;
    }

    /** The two names that were last seen at a place. */
    static final class Guess {

        private Name last;
        private Name other;

        /** The name that stands here; null where it is neither. */
        Name at(byte[] line, int from, int end) {
            if (last != null && last.stands(line, from, end)) {
                return last;
            }
            if (other != null && other.stands(line, from, end)) {
                Name found = other;
                other = last;
                last = found;
                return found;
            }
            return null;
        }

        void learn(Name name) {
            other = last;
            last = name;
        }
    }

    /** Whether the name, quoted and with a colon right after it, stands here; false also where that cannot be told quickly. */
    private boolean stands(byte[] line, int from, int end) {
        return length <= WORDS
                && from + WORDS <= end
                && (((long) LONG.get(line, from) ^ first) & firstMask
                                | ((long) LONG.get(line, from + 8) ^ second) & secondMask
                                | ((long) LONG.get(line, from + 16) ^ third) & thirdMask)
                        == 0;
    }
}
