// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.record;

import dev.stemgate.model.ResourceRef;
import java.util.List;
import java.util.Objects;

/** One record that was read. */
public sealed interface BulkRecord {

    ResourceRef ref();

    /**
     * A Patient.
     *
     * @param identifiers {@code system|value} of each identifier that has both; personal data, kept only to resolve subjects
     */
    record Person(dev.stemgate.model.Person person, List<String> identifiers) implements BulkRecord {
        public Person {
            Objects.requireNonNull(person, "person");
            identifiers = List.copyOf(identifiers);
        }

        @Override
        public ResourceRef ref() {
            return person.ref();
        }
    }

    /** A record about a patient. */
    record Clinical(RecordFact fact, Subject subject) implements BulkRecord {
        public Clinical {
            Objects.requireNonNull(fact, "fact");
            Objects.requireNonNull(subject, "subject");
        }

        @Override
        public ResourceRef ref() {
            return fact.ref();
        }
    }

    /** A Medication, to which records about patients refer. */
    record Medication(ResourceRef ref, MedicationContent content) implements BulkRecord {
        public Medication {
            Objects.requireNonNull(ref, "ref");
            Objects.requireNonNull(content, "content");
        }
    }
}
