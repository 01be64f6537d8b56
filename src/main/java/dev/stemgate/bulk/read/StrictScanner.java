// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The bytes of one line of JSON, and how far they are read: strings, numbers, words and blanks as RFC 8259 has them, to the letter. Each
 * method that reads a value stands at its first byte and leaves behind its last one. Thread-confined and used for line after line.
 */
abstract class StrictScanner {

    static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long BLANKS = ' ' * ONES;
    private static final int LONGEST_NUMBER = 300;

    private final Utf8 utf8 = new Utf8();

    byte[] bytes = new byte[0];
    int at;
    int end;
    boolean escaped;

    private int start;
    private long letters;
    private int from;
    private int to;
    private boolean whole;

    final void line(byte[] line, int first, int last) {
        bytes = line;
        start = first;
        at = first;
        end = last;
        letters = 0;
    }

    /** Nothing but blanks may follow the record, and all of the line has to be UTF-8. */
    void finish() throws OddShape {
        at = blank(at);
        if (at != end || !isWellFormed()) {
            throw OddShape.FOUND;
        }
    }

    /** Whether the line, all of which was read or passed up to its end, is UTF-8. */
    final boolean isWellFormed() {
        return isWellFormed(start, end);
    }

    /** Whether these bytes, which were all read or passed, are UTF-8; outside of strings there is only ASCII. */
    boolean isWellFormed(int first, int last) {
        return (letters & HIGH_BITS) == 0 || utf8.isWellFormed(bytes, first, last);
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where the next byte stands. */
    int at() {
        return at;
    }

    int end() {
        return end;
    }

    /** Goes on at another place. */
    final void go(int place) {
        at = place;
    }

    /** Goes past a value that is known to be well-formed. */
    void pass(int length) {
        at += length;
    }

    /** The first byte of the value that comes. */
    byte first() throws OddShape {
        return byteAt(at);
    }

    /** Reads a string, which then stands from {@link #from} to {@link #to}. */
    void string() throws OddShape {
        from = after(at, '"');
        to = closing(from);
        at = to + 1;
    }

    /** Reads a number, which then stands from {@link #from} to {@link #to}. */
    void number() throws OddShape {
        from = at;
        to = numberEnd(at);
        at = to;
    }

    /** Where the number ends that begins here. */
    final int numberEnd(int first) throws OddShape {
        int next = byteAt(first) == '-' ? first + 1 : first;
        int digits = digits(next);
        if (bytes[next] == '0' && digits > next + 1) {
            throw OddShape.FOUND;
        }
        whole = true;
        next = digits;
        if (next < end && bytes[next] == '.') {
            whole = false;
            next = digits(next + 1);
        }
        if (next < end && (bytes[next] == 'e' || bytes[next] == 'E')) {
            whole = false;
            next++;
            boolean signed = next < end && (bytes[next] == '+' || bytes[next] == '-');
            next = digits(signed ? next + 1 : next);
        }
        if (next - first > LONGEST_NUMBER) {
            throw OddShape.FOUND;
        }
        return next;
    }

    boolean truth() throws OddShape {
        boolean value = byteAt(at) == 't';
        literal(value ? TRUE : FALSE);
        return value;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Whether the string has an escape in it. */
    boolean isEscaped() {
        return escaped;
    }

    /** Whether the number has neither a fraction nor an exponent. */
    boolean isWhole() {
        return whole;
    }

    /** Where the quote stands that ends the string. */
    final int closing(int first) throws OddShape {
        escaped = false;
        int next = first;
        while (true) {
            next = special(next);
            byte letter = byteAt(next);
            if (letter == '"') {
                return next;
            }
            if (letter != '\\') {
                throw OddShape.FOUND;
            }
            escaped = true;
            next = Escapes.after(bytes, next, end);
        }
    }

    /** The next quote, backslash or control character. The lowest bit found is never a false one: a borrow comes from a hit below. */
    private int special(int first) {
        int next = first;
        for (; next + 8 <= end; next += 8) {
            long word = (long) LONG.get(bytes, next);
            letters |= word;
            long quote = word ^ QUOTES;
            long backslash = word ^ BACKSLASHES;
            long found = (quote - ONES & ~quote | backslash - ONES & ~backslash | word - BLANKS & ~word) & HIGH_BITS;
            if (found != 0) {
                return next + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (next < end && bytes[next] != '"' && bytes[next] != '\\' && (bytes[next] < 0 || bytes[next] >= ' ')) {
            letters |= bytes[next];
            next++;
        }
        return next;
    }

    private int digits(int first) throws OddShape {
        int next = first;
        while (next < end && bytes[next] >= '0' && bytes[next] <= '9') {
            next++;
        }
        if (next == first) {
            throw OddShape.FOUND;
        }
        return next;
    }

    final void literal(byte[] word) throws OddShape {
        if (at + word.length > end || !Arrays.equals(bytes, at, at + word.length, word, 0, word.length)) {
            throw OddShape.FOUND;
        }
        at += word.length;
    }

    final int blank(int first) {
        int next = first;
        while (next < end && bytes[next] <= ' ' && isBlank(bytes[next])) {
            next++;
        }
        return next;
    }

    private static boolean isBlank(byte letter) {
        return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
    }

    final int after(int place, char expected) throws OddShape {
        if (byteAt(place) != expected) {
            throw OddShape.FOUND;
        }
        return place + 1;
    }

    final byte byteAt(int place) throws OddShape {
        if (place >= end) {
            throw OddShape.FOUND;
        }
        return bytes[place];
    }
}
