// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.fhir.client.Origin;
import dev.stemgate.model.ConditionFact;
import dev.stemgate.model.MedicationFact;
import dev.stemgate.model.Person;
import java.util.Collection;
import java.util.List;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Patient;

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

    /** Either of the two. */
    MedicationFact medicationOf(DomainResource record) {
        return record instanceof MedicationRequest request
                ? medication(request)
                : medication((MedicationStatement) record);
    }
}
