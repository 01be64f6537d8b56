// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.spill;

import dev.stemgate.bulk.record.Slice;
import dev.stemgate.model.Concept;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes in memory that grow, and are used again. Thread-confined. */
public final class ByteSink {

    private static final int FIRST = 256;
    private static final int KEPT = 1 << 10;
    /** Bytes of a length. */
    static final int LENGTH = 4;

    private byte[] bytes = new byte[0];
    private int size;
    private WrittenConcepts concepts;

    public ByteSink() {}

    /** @param concepts shared with other sinks of the same thread */
    ByteSink(WrittenConcepts concepts) {
        this.concepts = concepts;
    }

    public int size() {
        return size;
    }

    /** Forgets what it holds; a large buffer goes too, or hundreds of sinks would each keep the largest they ever had. */
    public void clear() {
        size = 0;
        if (bytes.length > KEPT) {
            bytes = new byte[0];
        }
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    byte[] array() {
        return bytes;
    }

    public void number(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Leaves room for the length of what comes. @return to be given to {@link #end} */
    int begin() {
        room(LENGTH);
        size += LENGTH;
        return size;
    }

    /** Writes the length of what came since. */
    void end(int begun) {
        int length = size - begun;
        for (int i = begun - LENGTH; i < begun; i++) {
            bytes[i] = (byte) length;
            length >>>= 8;
        }
    }

    /** A number that may be negative. */
    void signed(long value) {
        number(value << 1 ^ value >> 63);
    }

    void truth(boolean value) {
        number(value ? 1 : 0);
    }

    void constant(Enum<?> value) {
        number(value.ordinal());
    }

    public void text(String text) {
        int length = text.length();
        room(length + 5);
        if (length >= 128 || !ascii(text, length)) {
            byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
            number(encoded.length);
            append(encoded, 0, encoded.length);
        }
    }

    void concept(Concept concept) {
        if (concepts == null) {
            concepts = new WrittenConcepts();
        }
        byte[] written = concepts.of(concept);
        number(written.length);
        append(written, 0, written.length);
    }

    /** Text that is encoded already. */
    void text(Slice text) {
        number(text.length());
        append(text.buffer(), text.from(), text.length());
    }

    void bytes(ByteSink other) {
        append(other.bytes, 0, other.size);
    }

    private void append(byte[] source, int from, int length) {
        room(length);
        System.arraycopy(source, from, bytes, size, length);
        size += length;
    }

    /** False when there are other letters, and nothing is written. */
    private boolean ascii(String text, int length) {
        int next = size;
        bytes[next++] = (byte) length;
        for (int i = 0; i < length; i++) {
            char letter = text.charAt(i);
            if (letter > 0x7F) {
                return false;
            }
            bytes[next++] = (byte) letter;
        }
        size = next;
        return true;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.max(FIRST, size + more), bytes.length * 2));
        }
    }
}
