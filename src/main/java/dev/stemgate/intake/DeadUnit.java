// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake;

import java.util.Objects;

/**
 * A line, entry or message of which there is a dead letter, as the letter names it. The content tells apart what stood at one place of
 * several files of the same name.
 *
 * @param source folder or listener
 * @param place where it stands
 * @param contentHash SHA-256 of what was received
 */
public record DeadUnit(String source, String place, String contentHash) {

    public DeadUnit {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(contentHash, "contentHash");
    }
}
