// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.Objects;
import java.util.Set;

/** The codes of a value set as a terminology server lists them. An empty list is told apart: it is an error, never an empty set. */
public sealed interface Expansion {

    /** All codes, at least one, with the systems as the server writes them. */
    record Members(Set<AskedCode> codes) implements Expansion {
        public Members {
            codes = Set.copyOf(codes);
            if (codes.isEmpty()) {
                throw new IllegalArgumentException("an expansion without codes is Empty");
            }
        }
    }

    /** The server answered, and listed nothing. */
    record Empty() implements Expansion {}

    /** Not read, or not to its end. */
    record CannotSay(ServerAnswer.Reason reason) implements Expansion {
        public CannotSay {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
