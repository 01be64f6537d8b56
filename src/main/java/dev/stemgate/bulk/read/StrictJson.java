// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import java.util.Arrays;

/**
 * One line of JSON, read where it stands in its buffer. It takes the grammar of RFC 8259 to the letter, and not all of it: an escaped or
 * very long name, a name twice in an object, an element that may change what the record means, and deep nesting are odd. So it never
 * accepts what a full parser refuses. Thread-confined and used for line after line.
 */
final class StrictJson extends StrictScanner {

    /** As of the typed path, so that both refuse the same records. */
    static final int LONGEST_STRING = 4_000_000;

    /** Less than half of what the typed path takes, so that a value known from elsewhere may stand at any depth. */
    private static final int DEEPEST = 40;

    private static final int WIDEST = 200;
    private static final String MODIFIER = "modifierExtension".intern();
    private static final String IMPLICIT = "implicitRules".intern();

    private final NameTable table = new NameTable();
    private final Name record = new Name(new byte[0]);
    private final int[] starts = new int[DEEPEST + 2];
    /** The last name on each level; of a level without a name that of the level above. */
    private final Name[] latest = new Name[DEEPEST + 2];

    private String[] names = new String[256];
    private int depth;
    private int top;

    private boolean fresh;

    void open(byte[] line, int first, int last) {
        line(line, first, last);
        depth = 0;
        latest[0] = record;
        top = 0;
        fresh = false;
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
}
