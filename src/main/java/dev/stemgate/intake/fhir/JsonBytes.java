// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.fhir;

import dev.stemgate.intake.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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

    private static final int BUFFER = 64 * 1024;
    private static final int END = -1;

    private final InputStream in;
    private final Limits limits;
    private final byte[] buffer;
    private int at;
    private int end;

    /** @param in read in blocks, so that more than the values that are asked for may be taken from it */
    JsonBytes(InputStream in, Limits limits) {
        this.in = in;
        this.limits = limits;
        this.buffer = new byte[BUFFER];
    }

    /** @param bytes all there is; not changed */
    JsonBytes(byte[] bytes, Limits limits) {
        this.in = InputStream.nullInputStream();
        this.limits = limits;
        this.buffer = bytes;
        this.end = bytes.length;
    }

    private boolean fill() throws IOException {
        int read = in.read(buffer);
        at = 0;
        end = Math.max(0, read);
        return end > 0;
    }

    /** The next byte that is no blank, without taking it; -1 at the end. */
    int peek() throws IOException {
        while (at < end || fill()) {
            byte found = buffer[at];
            if (found != ' ' && found != '\t' && found != '\r' && found != '\n') {
                return found & 0xFF;
            }
            at++;
        }
        return END;
    }

    /** Takes this punctuation when it comes next. */
    boolean take(char wanted) throws IOException {
        if (peek() != wanted) {
            return false;
        }
        at++;
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
        if (peek() == END) {
            return new Value(new byte[0], Excess.END);
        }
        Kept kept = new Kept();
        Scan scan = new Scan();
        Excess excess = Excess.NONE;
        int length = 0;
        int from = at;
        while (true) {
            if (at == end) {
                kept.add(buffer, from, at, excess);
                if (!fill()) {
                    boolean bare = scan.depth == 0 && !scan.inText && length > 0;
                    return new Value(kept.bytes(), bare || excess != Excess.NONE ? excess : Excess.END);
                }
                from = 0;
            }
            int sign = buffer[at] & 0xFF;
            boolean ended = scan.endsBefore(sign);
            if (!ended) {
                at++;
                ended = scan.takes(sign);
                length = excess == Excess.NONE ? length + 1 : length;
                excess = excess == Excess.NONE ? excessAfter(scan, length) : excess;
            }
            if (ended) {
                kept.add(buffer, from, at, excess);
                return new Value(kept.bytes(), excess);
            }
        }
    }

    /** What is kept of one value: all of it, or its beginning once it goes beyond a limit. */
    private static final class Kept {
        private byte[] bytes = {};

        void add(byte[] buffer, int from, int to, Excess excess) {
            int size = bytes.length + to - from;
            int most = excess == Excess.NONE ? size : Math.min(size, BEGINNING);
            byte[] longer = Arrays.copyOf(bytes, most);
            if (most > bytes.length) {
                System.arraycopy(buffer, from, longer, bytes.length, most - bytes.length);
            }
            bytes = longer;
        }

        byte[] bytes() {
            return bytes;
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
