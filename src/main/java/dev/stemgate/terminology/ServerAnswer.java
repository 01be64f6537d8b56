// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.Objects;
import java.util.Set;

/**
 * What a terminology server says of one code that no list knows: yes, no, or that it cannot say. A failed look-up is never a "no"
 * (MODEL §3, Unclassified).
 */
public sealed interface ServerAnswer {

    /**
     * Yes: the code lies under these roots, or is one of them.
     *
     * @param roots codes of roots, at least one
     * @param display the server's name for the code; empty when it gave none
     */
    record Under(Set<String> roots, String display) implements ServerAnswer {
        public Under {
            roots = Set.copyOf(roots);
            Objects.requireNonNull(display, "display");
            if (roots.isEmpty()) {
                throw new IllegalArgumentException("a code under no root is UnderNone");
            }
        }
    }

    /**
     * No: the server knows the code, was asked for every root, and it lies under none.
     *
     * @param display the server's name for the code; empty when it gave none
     */
    record UnderNone(String display) implements ServerAnswer {
        public UnderNone {
            Objects.requireNonNull(display, "display");
        }
    }

    /** Cannot say: the code stays unclassified. */
    record CannotSay(Reason reason) implements ServerAnswer {
        public CannotSay {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** Why it could not be said, without a word of the server. */
    enum Reason {
        /** The server does not know the code or its system. */
        UNKNOWN_CODE,
        /** It did not answer, or asked to wait. */
        UNAVAILABLE,
        /** It refused the question, for instance since it does not know a root. */
        REFUSED,
        /** It answered something that is no answer to the question. */
        MALFORMED,
        /** The time for it was used up. */
        OUT_OF_TIME
    }
}
