// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import java.nio.charset.StandardCharsets;

/** Logical ids (FHIR R4, data type id), and references that hold one. */
final class IdShape {

    private static final int LONGEST = 64;
    private static final boolean[] PLAIN = new boolean[128];

    static {
        for (char letter = 0; letter < PLAIN.length; letter++) {
            PLAIN[letter] = letter >= 'a' && letter <= 'z'
                    || letter >= 'A' && letter <= 'Z'
                    || letter >= '0' && letter <= '9'
                    || letter == '-'
                    || letter == '.';
        }
    }

    private IdShape() {}

    /** Where the letters of an id that begins here end; the same place where there is none, or too many. */
    static int end(byte[] bytes, int from, int end) {
        int limit = Math.min(end, from + LONGEST + 1);
        int at = from;
        while (at < limit && bytes[at] >= 0 && PLAIN[bytes[at]]) {
            at++;
        }
        return at - from > LONGEST ? from : at;
    }

    static String id(byte[] bytes, int from, int to) throws OddShape {
        if (from == to || to - from > LONGEST) {
            throw OddShape.FOUND;
        }
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0 || !PLAIN[bytes[i]]) {
                throw OddShape.FOUND;
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** The id of a relative reference that begins with a type and a slash. */
    static String reference(String prefix, byte[] bytes, int from, int to) throws OddShape {
        int first = from + prefix.length();
        if (first >= to) {
            throw OddShape.FOUND;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (bytes[from + i] != prefix.charAt(i)) {
                throw OddShape.FOUND;
            }
        }
        return id(bytes, first, to);
    }
}
