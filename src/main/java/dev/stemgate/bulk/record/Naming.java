// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.record;

import java.util.Objects;

/** Where what a medication record names is to be found. */
public sealed interface Naming {

    /** In the record itself, or nowhere: the fact is finished. */
    record Settled() implements Naming {}

    /** In a Medication of the export, in whichever file. */
    record ByReference(String medicationId) implements Naming {
        public ByReference {
            Objects.requireNonNull(medicationId, "medicationId");
        }
    }

    /** In a contained Medication with an ingredient that is a Medication of the export. */
    record Contained(MedicationContent content) implements Naming {
        public Contained {
            Objects.requireNonNull(content, "content");
        }
    }

    Naming SETTLED = new Settled();
}
