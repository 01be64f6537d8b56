// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.record;

import java.util.Objects;

/** Whose record it is, as far as the record itself says so; never by name (HARD-CASES, Who is the patient). */
public sealed interface Subject {

    /** A reference to a Patient by its logical id. */
    record ById(String patientId) implements Subject {
        public ById {
            Objects.requireNonNull(patientId, "patientId");
        }
    }

    /** An identifier without a reference: {@code system|value}. */
    record ByIdentifier(String key) implements Subject {
        public ByIdentifier {
            Objects.requireNonNull(key, "key");
        }
    }

    /** Missing, masked, a name only, or a reference to something else. */
    record Unknown() implements Subject {}

    Subject UNKNOWN = new Unknown();
}
