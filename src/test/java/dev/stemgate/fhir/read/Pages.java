// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.fhir.client.Authorization;
import dev.stemgate.fhir.client.EhrSettings;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.RecordKind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;

/** Pages as the client hands them over, and the patient that they are of. */
final class Pages {

    static final EhrSettings SETTINGS =
            EhrSettings.of("main", URI.create("https://ehr.example/fhir"), Authorization.NONE);
    static final String PATIENT = "{\"resourceType\":\"Patient\",\"id\":\"p1\",\"identifier\":"
            + "[{\"system\":\"urn:mrn\",\"value\":\"77\"},{\"value\":\"88\"}]}";

    private Pages() {}

    static PatientRecord record() {
        return new PatientRecord(new PatientKey("main", "p1"), LocalDate.of(2026, 1, 1), SETTINGS);
    }

    static Bundle of(String... records) {
        Bundle page = new Bundle().setType(Bundle.BundleType.SEARCHSET);
        for (String record : records) {
            Binary envelope = new Binary();
            envelope.setContentType("application/fhir+json");
            envelope.setData(record.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
            page.addEntry().setResource(envelope);
        }
        return page;
    }

    static Bundle withNext(String next, String... records) {
        Bundle page = of(records);
        page.addLink().setRelation("next").setUrl(next);
        return page;
    }

    static String condition(String id, String more) {
        return "{'resourceType':'Condition','id':'" + id + "','subject':{'reference':'Patient/p1'}"
                + (more.isEmpty() ? "" : "," + more) + "}";
    }

    static String statement(String id, String more) {
        return "{'resourceType':'MedicationStatement','id':'" + id + "','subject':{'reference':'Patient/p1'}"
                + (more.isEmpty() ? "" : "," + more) + "}";
    }

    static String request(String id, String more) {
        return statement(id, more).replace("MedicationStatement", "MedicationRequest");
    }

    /** A record of any kind that is this patient's. */
    static String entry(RecordKind kind, String id, String more) {
        String subject = kind == RecordKind.ALLERGY_INTOLERANCE ? "patient" : "subject";
        return "{'resourceType':'" + kind.fhirType() + "','id':'" + id + "','" + subject
                + "':{'reference':'Patient/p1'}" + (more.isEmpty() ? "" : "," + more) + "}";
    }

    /** The facts of one page of one kind; the Patient is read. */
    static PatientRecord with(RecordKind kind, String... records) {
        PatientRecord record = record();
        record.addPage(RecordKind.PATIENT, of(PATIENT));
        record.addPage(kind, of(records));
        return record;
    }
}
