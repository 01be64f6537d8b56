// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

/**
 * Strings that come again and again (systems, codes, displays), made once. Holds only strings that the typed path takes as they are:
 * not empty, no blank at either end, no control character. Bounded; thread-confined.
 */
final class WordPool {

    private static final int SIZE = 1 << 13;
    private static final int LONGEST = 200;

    private final String[] words = new String[SIZE];
    private final boolean blanksInside;

    /** @param blanksInside whether a word may have blanks in it; a code or a system may not */
    WordPool(boolean blanksInside) {
        this.blanksInside = blanksInside;
    }

    String word(char[] text, int from, int length) throws OddShape {
        if (length > LONGEST) {
            return checked(text, from, length);
        }
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + text[i];
        }
        int slot = (hash ^ hash >>> 15) & SIZE - 1;
        String known = words[slot];
        if (known != null && isSame(known, text, from, length)) {
            return known;
        }
        String fresh = checked(text, from, length);
        words[slot] = fresh;
        return fresh;
    }

    private static boolean isSame(String known, char[] text, int from, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != text[from + i]) {
                return false;
            }
        }
        return true;
    }

    /** A word that is not kept. */
    String checked(char[] text, int from, int length) throws OddShape {
        if (length == 0 || isBlank(text[from]) || isBlank(text[from + length - 1])) {
            throw OddShape.FOUND;
        }
        for (int i = from; i < from + length; i++) {
            char letter = text[i];
            boolean odd = letter < ' ' || letter == 0x7F || Character.isSurrogate(letter);
            if (odd || !blanksInside && (letter == ' ' || letter > 0x7E)) {
                throw OddShape.FOUND;
            }
        }
        return new String(text, from, length);
    }

    private static boolean isBlank(char letter) {
        return letter <= ' ' || letter > 0x7E && (Character.isWhitespace(letter) || Character.isSpaceChar(letter));
    }
}
