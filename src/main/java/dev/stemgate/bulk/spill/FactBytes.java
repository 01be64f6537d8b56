// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.spill;

import dev.stemgate.bulk.record.RecordFact;
import dev.stemgate.model.AllergyFact;
import dev.stemgate.model.AllergyFact.Criticality;
import dev.stemgate.model.AllergyFact.Reaction;
import dev.stemgate.model.ClinicalStatus;
import dev.stemgate.model.ConditionFact;
import dev.stemgate.model.MedicationFact;
import dev.stemgate.model.ProcedureFact;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.ServiceRequestFact;
import dev.stemgate.model.VerificationStatus;

/** Facts as bytes: what was written is read back equal. */
final class FactBytes {

    private static final ClinicalStatus[] CLINICAL = ClinicalStatus.values();
    private static final VerificationStatus[] VERIFICATION = VerificationStatus.values();
    private static final ProcedureFact.Status[] PROCEDURE = ProcedureFact.Status.values();
    private static final Criticality[] CRITICALITY = Criticality.values();
    private static final ServiceRequestFact.Status[] REQUEST = ServiceRequestFact.Status.values();
    private static final MedicationFact.Intent[] INTENT = MedicationFact.Intent.values();

    private FactBytes() {}

    static void write(ByteSink out, RecordFact fact) {
        if (fact instanceof RecordFact.OfCondition condition) {
            condition(out, condition.fact());
        } else if (fact instanceof RecordFact.OfMedication medication) {
            MedicationBytes.write(out, medication);
        } else if (fact instanceof RecordFact.OfObservation observation) {
            ObservationBytes.write(out, observation.fact());
        } else if (fact instanceof RecordFact.OfProcedure procedure) {
            procedure(out, procedure.fact());
        } else if (fact instanceof RecordFact.OfAllergy allergy) {
            allergy(out, allergy.fact());
        } else if (fact instanceof RecordFact.OfServiceRequest request) {
            request(out, request.fact());
        } else if (fact instanceof RecordFact.Silent silent) {
            Values.ref(out, silent.ref());
        }
    }

    static RecordFact read(ByteSource in, RecordKind kind) {
        return switch (kind) {
            case PATIENT -> throw new IllegalArgumentException("a Patient is no fact about a patient");
            case CONDITION -> new RecordFact.OfCondition(condition(in));
            case MEDICATION_STATEMENT, MEDICATION_REQUEST, MEDICATION_ADMINISTRATION, MEDICATION_DISPENSE ->
                MedicationBytes.read(in, kind.fhirType());
            case OBSERVATION -> new RecordFact.OfObservation(ObservationBytes.read(in));
            case PROCEDURE -> new RecordFact.OfProcedure(procedure(in));
            case ALLERGY_INTOLERANCE -> new RecordFact.OfAllergy(allergy(in));
            case SERVICE_REQUEST -> new RecordFact.OfServiceRequest(request(in));
        };
    }

    static RecordFact silent(ByteSource in, RecordKind kind) {
        return new RecordFact.Silent(kind, Values.ref(in, kind.fhirType()));
    }

    private static void condition(ByteSink out, ConditionFact fact) {
        Values.ref(out, fact.ref());
        Values.concept(out, fact.code());
        out.constant(fact.clinicalStatus());
        out.constant(fact.verificationStatus());
        out.truth(fact.encounterDiagnosis());
        Values.optional(out, fact.onset(), Values::when);
        Values.optional(out, fact.abatement(), Values::when);
        Values.optional(out, fact.recordedDate(), Values::date);
        Values.list(out, fact.securityLabels(), Values::code);
    }

    private static ConditionFact condition(ByteSource in) {
        return new ConditionFact(
                Values.ref(in, "Condition"),
                Values.concept(in),
                in.constant(CLINICAL),
                in.constant(VERIFICATION),
                in.truth(),
                Values.optional(in, Values::when),
                Values.optional(in, Values::when),
                Values.optional(in, Values::date),
                Values.list(in, Values::code));
    }

    private static void procedure(ByteSink out, ProcedureFact fact) {
        Values.ref(out, fact.ref());
        Values.concept(out, fact.code());
        out.constant(fact.status());
        Values.optional(out, fact.performed(), Values::when);
        Values.list(out, fact.reasons(), Values::concept);
        Values.list(out, fact.used(), Values::concept);
        Values.list(out, fact.securityLabels(), Values::code);
    }

    private static ProcedureFact procedure(ByteSource in) {
        return new ProcedureFact(
                Values.ref(in, "Procedure"),
                Values.concept(in),
                in.constant(PROCEDURE),
                Values.optional(in, Values::when),
                Values.list(in, Values::concept),
                Values.list(in, Values::concept),
                Values.list(in, Values::code));
    }

    private static void allergy(ByteSink out, AllergyFact fact) {
        Values.ref(out, fact.ref());
        Values.concept(out, fact.code());
        out.constant(fact.clinicalStatus());
        out.constant(fact.verificationStatus());
        out.constant(fact.criticality());
        Values.list(out, fact.reactions(), FactBytes::reaction);
        Values.optional(out, fact.onset(), Values::when);
        Values.optional(out, fact.recordedDate(), Values::date);
        Values.optional(out, fact.lastOccurrence(), Values::date);
        Values.list(out, fact.securityLabels(), Values::code);
    }

    private static AllergyFact allergy(ByteSource in) {
        return new AllergyFact(
                Values.ref(in, "AllergyIntolerance"),
                Values.concept(in),
                in.constant(CLINICAL),
                in.constant(VERIFICATION),
                in.constant(CRITICALITY),
                Values.list(in, FactBytes::reaction),
                Values.optional(in, Values::when),
                Values.optional(in, Values::date),
                Values.optional(in, Values::date),
                Values.list(in, Values::code));
    }

    private static void reaction(ByteSink out, Reaction reaction) {
        Values.concept(out, reaction.substance());
        Values.list(out, reaction.manifestations(), Values::concept);
        out.truth(reaction.severe());
    }

    private static Reaction reaction(ByteSource in) {
        return new Reaction(Values.concept(in), Values.list(in, Values::concept), in.truth());
    }

    private static void request(ByteSink out, ServiceRequestFact fact) {
        Values.ref(out, fact.ref());
        Values.concept(out, fact.code());
        out.constant(fact.status());
        out.constant(fact.intent());
        out.truth(fact.doNotPerform());
        Values.list(out, fact.orderDetails(), Values::concept);
        Values.list(out, fact.bodySites(), Values::concept);
        Values.list(out, fact.reasons(), Values::concept);
        Values.optional(out, fact.occurrence(), Values::when);
        Values.optional(out, fact.authoredOn(), Values::date);
        Values.list(out, fact.securityLabels(), Values::code);
    }

    private static ServiceRequestFact request(ByteSource in) {
        return new ServiceRequestFact(
                Values.ref(in, "ServiceRequest"),
                Values.concept(in),
                in.constant(REQUEST),
                in.constant(INTENT),
                in.truth(),
                Values.list(in, Values::concept),
                Values.list(in, Values::concept),
                Values.list(in, Values::concept),
                Values.optional(in, Values::when),
                Values.optional(in, Values::date),
                Values.list(in, Values::code));
    }
}
