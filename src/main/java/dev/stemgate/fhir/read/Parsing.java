// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;

/** What became of one record: read, or a dead letter. */
public sealed interface Parsing {

    /**
     * Read.
     *
     * @param resource holds what the facts are made of, and nothing else of the record
     */
    record Parsed(Resource resource) implements Parsing {
        public Parsed {
            Objects.requireNonNull(resource, "resource");
        }
    }

    /**
     * For the dead letters.
     *
     * @param line what is wrong, in words and element names, never a value
     * @param bytes the record as received
     * @param salvaged what could be read safely still counts (CONTRACTS); empty when that is nothing
     */
    record Unreadable(Reason reason, String line, byte[] bytes, Optional<Resource> salvaged) implements Parsing {
        public Unreadable {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(line, "line");
            Objects.requireNonNull(bytes, "bytes");
            Objects.requireNonNull(salvaged, "salvaged");
        }
    }

    /** Why a record cannot be read; the code is the dead letter's reason code. */
    enum Reason {
        UNREADABLE("unreadable"),
        WRONG_VERSION("wrong-version"),
        UNKNOWN_MODIFIER("unknown-modifier"),
        UNRESOLVED_SUBJECT("unresolved-subject");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }
}
