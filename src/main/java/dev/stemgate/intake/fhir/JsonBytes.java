// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.fhir;

import dev.stemgate.intake.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Splits JSON without parsing it: knows objects, lists and texts, and nothing of what stands in them. A damaged character inside a
 * record therefore breaks that record only. Thread-confined.
 */
final class JsonBytes {

    /** Why a value was cut off; what was captured of it is its beginning. */
    enum Excess {
        NONE(""),
        LENGTH("is longer than the limit for one entry"),
        TEXT("holds a text longer than the limit"),
        NESTING("is nested deeper than the limit"),
        END("breaks off: the file ends inside it");

        private final String words;

        Excess(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** One value as received, or its beginning. */
    record Value(byte[] bytes, Excess excess) {
        boolean isWhole() {
            return excess == Excess.NONE;
        }
    }

    /** How much of a value that is too long is kept for the dead letters. */
    private static final int BEGINNING = 64 * 1024;

    private static final int END = -1;
    private static final int NOTHING = -2;

    private final InputStream in;
    private final Limits limits;
    private int ahead = NOTHING;

    /** @param in buffered */
    JsonBytes(InputStream in, Limits limits) {
        this.in = in;
        this.limits = limits;
    }

    private int next() throws IOException {
        int byteRead = ahead == NOTHING ? in.read() : ahead;
        ahead = NOTHING;
        return byteRead;
    }

    /** The next byte that is no blank, without taking it; -1 at the end. */
    int peek() throws IOException {
        int found = next();
        while (found == ' ' || found == '\t' || found == '\r' || found == '\n') {
            found = next();
        }
        ahead = found;
        return found;
    }

    /** Takes this punctuation when it comes next. */
    boolean take(char wanted) throws IOException {
        if (peek() != wanted) {
            return false;
        }
        ahead = NOTHING;
        return true;
    }

    /** A text without its quotes, for keys and short values; escapes stay as they are. Empty when something else stands there. */
    String text() throws IOException {
        if (peek() != '"') {
            return "";
        }
        byte[] bytes = value().bytes();
        return bytes.length < 2 ? "" : new String(bytes, 1, bytes.length - 2, StandardCharsets.UTF_8);
    }

    /** Takes the next value whole, or up to a limit; all of it is passed over in either case. */
    Value value() throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        Scan scan = new Scan();
        Excess excess = Excess.NONE;
        if (peek() == END) {
            return new Value(new byte[0], Excess.END);
        }
        while (true) {
            int byteRead = next();
            if (byteRead == END) {
                boolean bare = scan.depth == 0 && !scan.inText && kept.size() > 0;
                Excess end = bare ? excess : excess == Excess.NONE ? Excess.END : excess;
                return new Value(kept.toByteArray(), end);
            }
            if (scan.endsBefore(byteRead)) {
                ahead = byteRead;
                return new Value(kept.toByteArray(), excess);
            }
            boolean ended = scan.takes(byteRead);
            excess = excess == Excess.NONE ? excessAfter(scan, kept.size() + 1) : excess;
            if (excess == Excess.NONE || kept.size() < BEGINNING) {
                kept.write(byteRead);
            } else if (kept.size() > BEGINNING) {
                byte[] beginning = java.util.Arrays.copyOf(kept.toByteArray(), BEGINNING);
                kept = new ByteArrayOutputStream();
                kept.writeBytes(beginning);
            }
            if (ended) {
                return new Value(kept.toByteArray(), excess);
            }
        }
    }

    private Excess excessAfter(Scan scan, int length) {
        if (length > limits.entryBytes()) {
            return Excess.LENGTH;
        }
        if (scan.textLength > limits.stringChars()) {
            return Excess.TEXT;
        }
        return scan.depth > limits.nesting() ? Excess.NESTING : Excess.NONE;
    }

    /** Where in one value the reading is. */
    private static final class Scan {
        private int depth;
        private boolean inText;
        private boolean escaped;
        private int textLength;
        private boolean bare;

        /** A number or word has no end of its own: what follows it ends it. */
        boolean endsBefore(int byteRead) {
            return bare && (byteRead == ',' || byteRead == '}' || byteRead == ']' || byteRead <= ' ');
        }

        /** @return whether the value ends with this byte */
        boolean takes(int byteRead) {
            if (inText) {
                textLength++;
                if (escaped) {
                    escaped = false;
                } else if (byteRead == '\\') {
                    escaped = true;
                } else if (byteRead == '"') {
                    inText = false;
                    textLength = 0;
                    return depth == 0;
                }
                return false;
            }
            switch (byteRead) {
                case '"' -> inText = true;
                case '{', '[' -> depth++;
                case '}', ']' -> {
                    depth--;
                    return depth <= 0;
                }
                default -> bare |= depth == 0;
            }
            return false;
        }
    }
}
