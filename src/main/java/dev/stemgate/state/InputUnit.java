// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.util.Objects;

/**
 * What became of one line, entry or message.
 *
 * @param ordinal its number among what the file's format told, from 1
 * @param number line, entry or message
 * @param within part of it; empty for the whole
 * @param state exactly one
 * @param reason code of the dead letter; else empty
 * @param line a few words, without personal data
 */
public record InputUnit(long ordinal, long number, String within, InputState state, String reason, String line) {

    private static final int LONGEST_LINE = 400;
    private static final int LONGEST_PART = 200;

    public InputUnit {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(reason, "reason");
        within = within.length() <= LONGEST_PART ? within : within.substring(0, LONGEST_PART);
        line = line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE);
    }
}
