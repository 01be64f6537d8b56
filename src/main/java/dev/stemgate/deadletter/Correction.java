// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A correction of one record, bound to the content that was corrected: whenever the source sends exactly these bytes again, the
 * corrected ones are read in their place; when it sends others, the correction has ended (CONTRACTS, Dead letters). The corrected bytes
 * are not part of it.
 *
 * @param number grows with the order in which corrections were made
 * @param letter the letter it was made for
 * @param source name of the EHR or drop folder
 * @param place as the letter names it
 * @param contentHash SHA-256 of the bytes that were corrected
 * @param paths JSON pointers of what was changed, never the values; empty when the whole record was replaced
 * @param madeBy who, as {@link dev.stemgate.state.Actor#toString} writes it
 * @param appliedAt when a pull first read the corrected bytes; empty while none has
 * @param endedAt when the correction ceased to count; empty while it stands
 * @param endedWhy why it ended; empty while it stands
 */
public record Correction(
        long number,
        LetterId letter,
        String source,
        String place,
        String contentHash,
        List<String> paths,
        String madeBy,
        Instant madeAt,
        Optional<Instant> appliedAt,
        Optional<Instant> endedAt,
        String endedWhy) {

    public Correction {
        Objects.requireNonNull(letter, "letter");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(contentHash, "contentHash");
        paths = List.copyOf(paths);
        Objects.requireNonNull(madeBy, "madeBy");
        Objects.requireNonNull(madeAt, "madeAt");
        Objects.requireNonNull(appliedAt, "appliedAt");
        Objects.requireNonNull(endedAt, "endedAt");
        Objects.requireNonNull(endedWhy, "endedWhy");
    }

    public boolean stands() {
        return endedAt.isEmpty();
    }
}
