// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import dev.stemgate.state.UnitId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One replay of one letter that was asked for.
 *
 * @param letter the letter
 * @param requestedBy who asked, as {@link dev.stemgate.state.Actor#toString} writes it
 * @param units the screening requests that it came to
 * @param settledAt when the last of them was closed and the letter with them; empty while the replay is under way
 * @param outcome what came of it; empty while it is under way
 */
public record Replay(
        LetterId letter,
        String requestedBy,
        Instant requestedAt,
        List<UnitId> units,
        Optional<Instant> settledAt,
        Optional<Outcome> outcome) {

    /** What came of a replay. */
    public enum Outcome {
        /** The cause is gone; the letter is replayed. */
        GONE,
        /** The cause is still there; the letter is open. */
        STILL_THERE,
        /** What the letter is about was not among what was read; the letter stays open. */
        NOT_MET,
        /** A person resolved the letter meanwhile. */
        RESOLVED_MEANWHILE;

        /** The word that is stored and shown. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Outcome ofCode(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    public Replay {
        Objects.requireNonNull(letter, "letter");
        Objects.requireNonNull(requestedBy, "requestedBy");
        Objects.requireNonNull(requestedAt, "requestedAt");
        units = List.copyOf(units);
        Objects.requireNonNull(settledAt, "settledAt");
        Objects.requireNonNull(outcome, "outcome");
    }
}
