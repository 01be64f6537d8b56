// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * One line of JSON, read where it stands in its buffer. It takes the grammar of RFC 8259 to the letter, and not all of it: an escaped or
 * very long name, a name twice in an object, an element that may change what the record means, and deep nesting are odd. So it never
 * accepts what a full parser refuses. Each method that reads a value stands at its first byte and leaves behind its last one.
 * Thread-confined and used for line after line.
 */
final class StrictJson {

    /** As of the typed path, so that both refuse the same records. */
    static final int LONGEST_STRING = 4_000_000;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long BLANKS = ' ' * ONES;
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    /** Less than half of what the typed path takes, so that a value known from elsewhere may stand at any depth. */
    private static final int DEEPEST = 40;

    private static final int WIDEST = 200;
    private static final int LONGEST_NUMBER = 300;
    private static final String MODIFIER = "modifierExtension".intern();
    private static final String IMPLICIT = "implicitRules".intern();

    private final Utf8 utf8 = new Utf8();
    private final NameTable table = new NameTable();
    private final Name record = new Name(new byte[0]);
    private final int[] starts = new int[DEEPEST + 2];
    /** The last name on each level; of a level without a name that of the level above. */
    private final Name[] latest = new Name[DEEPEST + 2];

    private String[] names = new String[256];
    private int depth;
    private int top;

    private byte[] bytes = new byte[0];
    private int start;
    private int at;
    private int end;
    private long letters;
    private boolean fresh;

    private int from;
    private int to;
    private boolean escaped;
    private boolean whole;

    void open(byte[] line, int first, int last) {
        bytes = line;
        start = first;
        letters = 0;
        at = first;
        end = last;
        depth = 0;
        latest[0] = record;
        top = 0;
        fresh = false;
    }

    /** Nothing but blanks may follow the record, and all of the line has to be UTF-8. */
    void finish() throws OddShape {
        at = blank(at);
        if (at != end || !isWellFormed(start, end)) {
            throw OddShape.FOUND;
        }
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

    /** Goes past a value that is known to be well-formed. */
    void pass(int length) {
        at += length;
    }

    /** The first byte of the value that comes. */
    byte first() throws OddShape {
        return byteAt(at);
    }

    void beginObject() throws OddShape {
        begin('{');
    }

    void beginArray() throws OddShape {
        begin('[');
    }

    /** The name of the next element of the object that was begun; empty at the object's end. Equal names are the same String. */
    String nextName() throws OddShape {
        int next = blank(at);
        byte letter = byteAt(next);
        if (letter == '}') {
            close(next);
            return "";
        }
        if (!fresh) {
            next = blank(after(next, ','));
        }
        Name before = latest[depth];
        Name.Guess guess = fresh ? before.inside() : before.after();
        Name name = guess.at(bytes, next, end);
        if (name == null) {
            name = unexpectedName(next);
            guess.learn(name);
        } else {
            at = blank(next + name.length);
        }
        fresh = false;
        latest[depth] = name;
        return enter(name.text);
    }

    private Name unexpectedName(int quote) throws OddShape {
        int first = after(quote, '"');
        int closing = closing(first);
        if (escaped) {
            throw OddShape.FOUND;
        }
        at = blank(after(blank(closing + 1), ':'));
        return table.name(bytes, first, closing);
    }

    /** True when another item begins in the array that was begun. */
    boolean nextItem() throws OddShape {
        int next = blank(at);
        if (byteAt(next) == ']') {
            close(next);
            return false;
        }
        at = fresh ? next : blank(after(next, ','));
        fresh = false;
        return true;
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
        int next = byteAt(at) == '-' ? at + 1 : at;
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
        if (next - from > LONGEST_NUMBER) {
            throw OddShape.FOUND;
        }
        to = next;
        at = next;
    }

    boolean truth() throws OddShape {
        boolean value = byteAt(at) == 't';
        literal(value ? TRUE : FALSE);
        return value;
    }

    /** Goes past any value; all of it is checked. */
    void skip() throws OddShape {
        switch (byteAt(at)) {
            case '"' -> string();
            case '{' -> {
                beginObject();
                while (!nextName().isEmpty()) {
                    skip();
                }
            }
            case '[' -> {
                beginArray();
                while (nextItem()) {
                    skip();
                }
            }
            case 't' -> literal(TRUE);
            case 'f' -> literal(FALSE);
            case 'n' -> literal(NULL);
            default -> number();
        }
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

    private void begin(char bracket) throws OddShape {
        at = after(at, bracket);
        if (depth == DEEPEST) {
            throw OddShape.FOUND;
        }
        starts[depth + 1] = top;
        latest[depth + 1] = latest[depth];
        depth++;
        fresh = true;
    }

    private void close(int bracket) {
        top = starts[depth--];
        fresh = false;
        at = bracket + 1;
    }

    private String enter(String name) throws OddShape {
        int first = starts[depth];
        for (int i = first; i < top; i++) {
            if (names[i] == name) {
                throw OddShape.FOUND;
            }
        }
        if (top - first >= WIDEST || name == MODIFIER || name == IMPLICIT) {
            throw OddShape.FOUND;
        }
        if (top == names.length) {
            names = Arrays.copyOf(names, top * 2);
        }
        names[top++] = name;
        return name;
    }

    /** Where the quote stands that ends the string. */
    private int closing(int first) throws OddShape {
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

    private void literal(byte[] word) throws OddShape {
        if (at + word.length > end || !Arrays.equals(bytes, at, at + word.length, word, 0, word.length)) {
            throw OddShape.FOUND;
        }
        at += word.length;
    }

    private int blank(int first) {
        int next = first;
        while (next < end && bytes[next] <= ' ' && isBlank(bytes[next])) {
            next++;
        }
        return next;
    }

    private static boolean isBlank(byte letter) {
        return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
    }

    private int after(int place, char expected) throws OddShape {
        if (byteAt(place) != expected) {
            throw OddShape.FOUND;
        }
        return place + 1;
    }

    private byte byteAt(int place) throws OddShape {
        if (place >= end) {
            throw OddShape.FOUND;
        }
        return bytes[place];
    }
}
