// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * Text in UTF-8 where it stands in a buffer that is used again: only valid until the next line is read into it.
 *
 * @param from where it begins
 * @param to where it ends, exclusive
 */
public record Slice(byte[] buffer, int from, int to) {

    public Slice {
        Objects.requireNonNull(buffer, "buffer");
    }

    public static Slice of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Slice(bytes, 0, bytes.length);
    }

    public int length() {
        return to - from;
    }

    public boolean isSame(Slice other) {
        return Arrays.equals(buffer, from, to, other.buffer, other.from, other.to);
    }

    /** As a string that stays. */
    public String text() {
        return new String(buffer, from, to - from, StandardCharsets.UTF_8);
    }
}
