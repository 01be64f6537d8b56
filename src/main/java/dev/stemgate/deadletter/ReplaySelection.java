// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import java.util.Objects;
import java.util.Optional;

/**
 * What is to be replayed: one letter, or all open ones of a reason in order of arrival. Make it with {@link #of}.
 *
 * @param letter the one letter
 * @param reason all of this reason
 * @param source with a reason: only those of this EHR or drop folder
 * @param reread true when the source is said to have changed since: the stored bytes are then no proof that the cause is still there
 */
public record ReplaySelection(
        Optional<LetterId> letter, Optional<Reason> reason, Optional<String> source, boolean reread) {

    public ReplaySelection {
        Objects.requireNonNull(letter, "letter");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(source, "source");
        if (letter.isPresent() == reason.isPresent() || letter.isPresent() && source.isPresent()) {
            throw new IllegalArgumentException("a replay is of one letter or of one reason");
        }
    }

    public static ReplaySelection of(LetterId letter) {
        return new ReplaySelection(Optional.of(letter), Optional.empty(), Optional.empty(), false);
    }

    public static ReplaySelection of(Reason reason, Optional<String> source) {
        return new ReplaySelection(Optional.empty(), Optional.of(reason), source, false);
    }

    /** Although the stored bytes would fail again, since the source has changed the record. */
    public ReplaySelection thoughTheBytesFail() {
        return new ReplaySelection(letter, reason, source, true);
    }
}
