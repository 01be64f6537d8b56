// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import java.util.Arrays;

/** Dates to the day or further where only that they are some is asked for; the last two are known again. Thread-confined. */
final class KnownDays {

    private final DateShape dates = new DateShape();
    private byte[] last = new byte[0];
    private byte[] other = new byte[0];

    /** Where the quote stands after the date that begins here. */
    int end(StrictJson json, int from) throws OddShape {
        if (stands(last, json, from)) {
            return from + last.length;
        }
        byte[] before = other;
        other = last;
        last = before;
        if (stands(last, json, from)) {
            return from + last.length;
        }
        int to = json.closing(from);
        if (!dates.range(json.bytes(), from, to).isDay()) {
            throw OddShape.FOUND;
        }
        last = Arrays.copyOfRange(json.bytes(), from, to);
        return to;
    }

    /** Whether this date and then a quote stand here. */
    private static boolean stands(byte[] text, StrictJson json, int from) {
        int to = from + text.length;
        return text.length > 0
                && to < json.end()
                && json.bytes()[to] == '"'
                && Arrays.equals(text, 0, text.length, json.bytes(), from, to);
    }
}
