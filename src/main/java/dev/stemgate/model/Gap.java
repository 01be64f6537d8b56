// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import java.util.Objects;

/**
 * One thing that was not read.
 *
 * @param cause why
 * @param detail what, without personal data: a resource reference, an HTTP status, an issue code; may be empty
 */
public record Gap(Cause cause, String detail) {

    public Gap {
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(detail, "detail");
    }

    public enum Cause {
        /** 401, 403, break the glass. */
        ACCESS_DENIED("access was refused"),
        /** A page could not be read, or a cap was reached. */
        PAGED_SHORT("not every page could be read"),
        /** A warning or error OperationOutcome inside the answer. */
        SERVER_WARNING("the server warned that its answer is not whole"),
        /** A record of this patient is in the dead letters. */
        DEAD_LETTERED("a record could not be read and is in the dead letters"),
        /** The code or drug is masked or withheld. */
        MASKED("a record is masked"),
        /** A medicationReference that could not be followed. */
        UNRESOLVED_REFERENCE("a referenced Medication could not be read"),
        /** Asked with a scope smaller than needed, or never asked. */
        NOT_READ("it was not read");

        private final String words;

        Cause(String words) {
            this.words = words;
        }

        /** The cause as part of a sentence. */
        public String words() {
            return words;
        }
    }
}
