// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Strings that come again and again (systems, codes, displays), made once. Holds only strings that the typed path takes as they are:
 * not empty, no blank at either end, no control character. Bounded; thread-confined.
 */
final class WordPool {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BITS = 9;
    /** Words that share a slot; this many of them are kept. */
    private static final int WAYS = 4;

    private static final int LONGEST = 200;

    private final byte[][] known = new byte[WAYS << BITS][];
    private final String[] words = new String[WAYS << BITS];
    private final boolean blanksInside;
    private int oldest;

    /** @param blanksInside whether a word may have blanks in it; a code or a system may not */
    WordPool(boolean blanksInside) {
        this.blanksInside = blanksInside;
    }

    /** The string that was just read. */
    String word(StrictJson json) throws OddShape {
        byte[] bytes = json.bytes();
        int from = json.from();
        int to = json.to();
        if (to - from > LONGEST) {
            return checked(json);
        }
        int first = slot(bytes, from, to) * WAYS;
        for (int i = first; i < first + WAYS; i++) {
            byte[] before = known[i];
            if (before != null && Arrays.equals(before, 0, before.length, bytes, from, to)) {
                return words[i];
            }
        }
        String fresh = checked(json);
        int slot = first + oldest;
        oldest = (oldest + 1) % WAYS;
        known[slot] = Arrays.copyOfRange(bytes, from, to);
        words[slot] = fresh;
        return fresh;
    }

    /** The string that was just read, which is not kept. */
    String checked(StrictJson json) throws OddShape {
        String text = json.isEscaped()
                ? Escapes.text(json.bytes(), json.from(), json.to())
                : new String(json.bytes(), json.from(), json.to() - json.from(), StandardCharsets.UTF_8);
        if (text.isEmpty() || isBlank(text.charAt(0)) || isBlank(text.charAt(text.length() - 1))) {
            throw OddShape.FOUND;
        }
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            boolean odd = letter < ' ' || letter == 0x7F || Character.isSurrogate(letter);
            if (odd || !blanksInside && (letter == ' ' || letter > 0x7E)) {
                throw OddShape.FOUND;
            }
        }
        return text;
    }

    private static int slot(byte[] bytes, int from, int to) {
        long hash = to - from;
        int at = from;
        for (; at + 8 <= to; at += 8) {
            hash = (hash ^ (long) LONG.get(bytes, at)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        for (; at < to; at++) {
            hash = hash * 31 + bytes[at];
        }
        return (int) (hash * 0xD6E8FEB86659FD93L >>> 64 - BITS);
    }

    private static boolean isBlank(char letter) {
        return letter <= ' ' || letter > 0x7E && (Character.isWhitespace(letter) || Character.isSpaceChar(letter));
    }
}
