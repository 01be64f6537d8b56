// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import dev.stemgate.deadletter.LetterId;
import dev.stemgate.state.Actor;
import dev.stemgate.terminology.Role;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The site's map of codes, as far as the console works on it. Thread-safe. */
public interface CodeMap {

    /**
     * What a person says a code means.
     *
     * @param criterion id of a criterion; {@code irrelevant} for a code that means nothing for any
     * @param role empty for what is irrelevant
     * @param note why, without personal data
     */
    record Ruling(String criterion, Optional<Role> role, String note) {
        public Ruling {
            Objects.requireNonNull(criterion, "criterion");
            Objects.requireNonNull(role, "role");
            Objects.requireNonNull(note, "note");
        }
    }

    /** A ruling that cannot be written; the message is one line for the person. */
    final class RefusedException extends RuntimeException {
        public RefusedException(String message) {
            super(message);
        }
    }

    /** Ids of the criteria of the model, in its order. */
    List<String> criteria();

    /**
     * Writes what the code of an open letter means into the local map, and notes who did it.
     *
     * @return how many rows were added; 0 when the map says so already
     * @throws RefusedException when nothing was written
     */
    int rule(LetterId letter, Ruling ruling, Actor by);
}
