// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake;

import java.util.Objects;

/**
 * Where something stands in what was sent: shown to the sender, stored with each fact, and the place of its dead letter. It holds no
 * personal data beyond what the sender wrote into the file's name.
 *
 * @param container name of the file without folders, or the id of a message
 * @param number line of a line-oriented file, entry of a bundle, message of a batch, counted from 1; 0 for the whole
 * @param within segment or entry inside that line or message, for instance {@code DG1-2}; empty for the whole of it
 */
public record Place(String container, long number, String within) {

    private static final int LONGEST = 400;

    public Place {
        Objects.requireNonNull(within, "within");
        if (container.isBlank() || number < 0) {
            throw new IllegalArgumentException("a place names its container and counts from 1");
        }
        container = container.length() <= LONGEST ? container : container.substring(0, LONGEST);
    }

    /** The whole file or message. */
    public static Place whole(String container) {
        return new Place(container, 0, "");
    }

    /** A line, entry or message of this container. */
    public Place at(long line) {
        return new Place(container, line, "");
    }

    /** A part of this line, entry or message. */
    public Place within(String part) {
        return new Place(container, number, part);
    }

    /** {@code batch.csv:17}, {@code adt.hl7:3/DG1-2}, or {@code batch.csv} for the whole. */
    @Override
    public String toString() {
        String line = number == 0 ? container : container + ":" + number;
        return within.isEmpty() ? line : line + "/" + within;
    }
}
