// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import java.nio.charset.StandardCharsets;

/** Escapes in strings (RFC 8259, section 7). */
final class Escapes {

    private static final int HEX_DIGITS = 4;

    private Escapes() {}

    /** Where the string goes on after the escape that begins here. */
    static int after(byte[] bytes, int backslash, int end) throws OddShape {
        if (backslash + 1 >= end) {
            throw OddShape.FOUND;
        }
        switch (bytes[backslash + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
                return backslash + 2;
            case 'u':
                int last = backslash + 2 + HEX_DIGITS;
                if (last > end) {
                    throw OddShape.FOUND;
                }
                for (int i = backslash + 2; i < last; i++) {
                    if (Character.digit(bytes[i], 16) < 0) {
                        throw OddShape.FOUND;
                    }
                }
                return last;
            default:
                throw OddShape.FOUND;
        }
    }

    /** The text of a string whose escapes are well-formed. */
    static String text(byte[] bytes, int from, int to) {
        String raw = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char letter = raw.charAt(i);
            if (letter != '\\') {
                text.append(letter);
                continue;
            }
            char escape = raw.charAt(++i);
            if (escape == 'u') {
                text.append((char) Integer.parseInt(raw, i + 1, i + 1 + HEX_DIGITS, 16));
                i += HEX_DIGITS;
            } else {
                text.append(letter(escape));
            }
        }
        return text.toString();
    }

    private static char letter(char escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escape;
        };
    }
}
