// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.record;

import dev.stemgate.model.AllergyFact;
import dev.stemgate.model.ConditionFact;
import dev.stemgate.model.MedicationFact;
import dev.stemgate.model.ObservationFact;
import dev.stemgate.model.ProcedureFact;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.model.ServiceRequestFact;
import java.util.Objects;

/** The fact of one record, of whichever kind. */
public sealed interface RecordFact {

    RecordKind kind();

    ResourceRef ref();

    record OfCondition(ConditionFact fact) implements RecordFact {
        public OfCondition {
            Objects.requireNonNull(fact, "fact");
        }

        @Override
        public RecordKind kind() {
            return RecordKind.CONDITION;
        }

        @Override
        public ResourceRef ref() {
            return fact.ref();
        }
    }

    /**
     * Of any of the four types about medications.
     *
     * @param fact its drugs are those of the record itself until {@code naming} is settled
     */
    record OfMedication(MedicationFact fact, Naming naming) implements RecordFact {
        public OfMedication {
            Objects.requireNonNull(fact, "fact");
            Objects.requireNonNull(naming, "naming");
        }

        @Override
        public RecordKind kind() {
            return switch (fact.kind()) {
                case STATEMENT -> RecordKind.MEDICATION_STATEMENT;
                case REQUEST -> RecordKind.MEDICATION_REQUEST;
                case ADMINISTRATION -> RecordKind.MEDICATION_ADMINISTRATION;
                case DISPENSE -> RecordKind.MEDICATION_DISPENSE;
            };
        }

        @Override
        public ResourceRef ref() {
            return fact.ref();
        }
    }

    record OfObservation(ObservationFact fact) implements RecordFact {
        public OfObservation {
            Objects.requireNonNull(fact, "fact");
        }

        @Override
        public RecordKind kind() {
            return RecordKind.OBSERVATION;
        }

        @Override
        public ResourceRef ref() {
            return fact.ref();
        }
    }

    record OfProcedure(ProcedureFact fact) implements RecordFact {
        public OfProcedure {
            Objects.requireNonNull(fact, "fact");
        }

        @Override
        public RecordKind kind() {
            return RecordKind.PROCEDURE;
        }

        @Override
        public ResourceRef ref() {
            return fact.ref();
        }
    }

    record OfAllergy(AllergyFact fact) implements RecordFact {
        public OfAllergy {
            Objects.requireNonNull(fact, "fact");
        }

        @Override
        public RecordKind kind() {
            return RecordKind.ALLERGY_INTOLERANCE;
        }

        @Override
        public ResourceRef ref() {
            return fact.ref();
        }
    }

    record OfServiceRequest(ServiceRequestFact fact) implements RecordFact {
        public OfServiceRequest {
            Objects.requireNonNull(fact, "fact");
        }

        @Override
        public RecordKind kind() {
            return RecordKind.SERVICE_REQUEST;
        }

        @Override
        public ResourceRef ref() {
            return fact.ref();
        }
    }

    /**
     * A record that was read to its end and of which a screening takes nothing. It stands for itself in all counts, and beside other
     * versions of it.
     */
    record Silent(RecordKind kind, ResourceRef ref) implements RecordFact {
        public Silent {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(ref, "ref");
        }
    }
}
