// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.fhir.client.Origin;
import dev.stemgate.model.AllergyFact;
import dev.stemgate.model.ConditionFact;
import dev.stemgate.model.MedicationFact;
import dev.stemgate.model.ObservationFact;
import dev.stemgate.model.Person;
import dev.stemgate.model.ProcedureFact;
import dev.stemgate.model.ServiceRequestFact;
import java.util.Collection;
import java.util.List;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.ServiceRequest;

/**
 * Typed R4 resources to facts, exactly as the records of {@code model} say. It extracts only: every judgement is for the rules.
 * Thread-confined, since it remembers the Medications it was given.
 */
public final class FactMapper {

    private final References references;
    private final MedicationCatalog catalog;

    /** @param origin of the EHR: references to its own base are followed, to any other host never */
    public FactMapper(Origin origin) {
        this.references = new References(origin);
        this.catalog = new MedicationCatalog(references);
    }

    /** @param fullUrl of the entry it came in; may be empty */
    public void remember(Medication medication, String fullUrl) {
        catalog.add(medication, fullUrl);
    }

    /** Ids of the Medications that these records refer to and that are not remembered. */
    public List<String> medicationsMissing(Collection<? extends DomainResource> records) {
        return catalog.missing(records);
    }

    public Person person(Patient patient) {
        return PersonMapper.person(patient, references);
    }

    public ConditionFact condition(Condition condition) {
        return ConditionMapper.fact(condition);
    }

    public MedicationFact medication(MedicationStatement statement) {
        return MedicationMapper.statement(statement, catalog);
    }

    public MedicationFact medication(MedicationRequest request) {
        return MedicationMapper.request(request, catalog);
    }

    public MedicationFact medication(MedicationAdministration administration) {
        return GivenMedicationMapper.administration(administration, catalog);
    }

    public MedicationFact medication(MedicationDispense dispense) {
        return GivenMedicationMapper.dispense(dispense, catalog);
    }

    public ObservationFact observation(Observation observation) {
        return ObservationMapper.fact(observation);
    }

    public ProcedureFact procedure(Procedure procedure) {
        return ProcedureMapper.fact(procedure);
    }

    public AllergyFact allergy(AllergyIntolerance allergy) {
        return AllergyMapper.fact(allergy);
    }

    public ServiceRequestFact serviceRequest(ServiceRequest request) {
        return ServiceRequestMapper.fact(request);
    }

    /** Any of the four types about medications. */
    MedicationFact medicationOf(DomainResource record) {
        if (record instanceof MedicationRequest request) {
            return medication(request);
        }
        if (record instanceof MedicationAdministration administration) {
            return medication(administration);
        }
        return record instanceof MedicationDispense dispense
                ? medication(dispense)
                : medication((MedicationStatement) record);
    }
}
