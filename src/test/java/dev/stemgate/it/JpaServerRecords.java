// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.it;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import java.util.Date;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;

/**
 * A HAPI client of the JPA server and the small records that its tests are made of. Each test makes a patient of its own;
 * references keep their version when they are sent.
 */
final class JpaServerRecords {

    static final String SYSTEM = "urn:stemgate:test";
    static final FhirContext CONTEXT = context();

    private final IGenericClient client;

    JpaServerRecords(JpaServerProcess process) {
        client = CONTEXT.newRestfulGenericClient(process.baseUrl().toString());
    }

    private static FhirContext context() {
        FhirContext context = FhirContext.forR4();
        context.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
        context.getRestfulClientFactory().setSocketTimeout(60_000);
        context.getParserOptions().setStripVersionsFromReferences(false);
        return context;
    }

    IGenericClient client() {
        return client;
    }

    Reference newPatient() {
        Patient patient = new Patient();
        patient.addName().setFamily("Test");
        return new Reference(create(patient).getIdElement().toUnqualifiedVersionless());
    }

    Resource create(Resource resource) {
        return (Resource) client.create().resource(resource).execute().getResource();
    }

    static Bundle transaction() {
        return new Bundle().setType(Bundle.BundleType.TRANSACTION);
    }

    static void post(Bundle transaction, Resource resource) {
        transaction
                .addEntry()
                .setResource(resource)
                .getRequest()
                .setMethod(Bundle.HTTPVerb.POST)
                .setUrl(resource.fhirType());
    }

    static Condition condition(Reference patient, String code) {
        Condition condition = new Condition();
        condition.setSubject(patient);
        condition.setCode(concept(code));
        return condition;
    }

    static Observation screening(Reference patient, String key, String outcome) {
        Observation observation = new Observation();
        observation.addIdentifier().setSystem(SYSTEM).setValue(key);
        observation.setStatus(Observation.ObservationStatus.FINAL);
        observation.setCode(concept("screening"));
        observation.setSubject(patient);
        observation.setEffective(new DateTimeType("2026-11-22"));
        observation.setValue(new StringType(outcome));
        return observation;
    }

    static Provenance provenance(Reference target, Condition input) {
        Provenance provenance = new Provenance();
        provenance.addTarget(target);
        provenance.setRecorded(new Date());
        provenance.addAgent().setWho(new Reference().setDisplay("Stemgate"));
        provenance
                .addEntity()
                .setRole(Provenance.ProvenanceEntityRole.SOURCE)
                .setWhat(new Reference(input.getIdElement().toUnqualified()));
        return provenance;
    }

    static CodeableConcept concept(String code) {
        return new CodeableConcept().addCoding(new Coding(SYSTEM, code, code));
    }
}
