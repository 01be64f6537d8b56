// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/** Tells an answer that ends too early, which is trouble on the way, from one that is wrong in itself. */
final class CutOff {

    private CutOff() {}

    /**
     * @param broken what the scan of the body, one byte a character, found
     * @param body as received
     */
    static boolean is(JsonProcessingException broken, byte[] body) {
        if (broken instanceof JsonEOFException || broken.getLocation() == null) {
            return broken instanceof JsonEOFException;
        }
        long at = broken.getLocation().getCharOffset();
        if (at < 0 || at >= body.length) {
            return at >= body.length;
        }
        String rest = new String(Arrays.copyOfRange(body, (int) at, body.length), StandardCharsets.US_ASCII);
        return Stream.of("true", "false", "null").anyMatch(literal -> literal.startsWith(rest));
    }
}
