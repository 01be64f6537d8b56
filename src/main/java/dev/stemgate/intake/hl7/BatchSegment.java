// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** BTS and FTS as far as their first field: they have no encoding characters of their own, and the separator is what follows the name. */
final class BatchSegment {

    private BatchSegment() {}

    /** BTS-1 or FTS-1; empty when not said. */
    static String count(byte[] segment) {
        String text = new String(segment, StandardCharsets.ISO_8859_1).strip();
        if (text.length() < 5) {
            return "";
        }
        String[] fields = text.substring(4).split(Pattern.quote(text.substring(3, 4)), 2);
        return fields[0].strip();
    }
}
