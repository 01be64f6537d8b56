// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import java.util.Objects;

/**
 * Something in the model that a person should mend.
 *
 * @param kind which check found it
 * @param message file, line, what is wrong and what to do, in one line
 */
record ModelProblem(Kind kind, String message) {

    /** The checks, in the order in which they are made. */
    enum Kind {
        /** A file cannot be loaded. */
        UNREADABLE("unreadable"),
        /** A file does not meet its JSON Schema. */
        SCHEMA("schema"),
        /** A code stands in two roles, or a prefix that no code can have. */
        CODE_LIST("code-list"),
        /** A code of a group is in no list. */
        CODE_GROUP("code-group"),
        /** A criterion has no codes. */
        NO_CODES("no-codes"),
        /** A criterion has no case. */
        NO_CASES("no-cases");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    ModelProblem {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(message, "message");
    }
}
