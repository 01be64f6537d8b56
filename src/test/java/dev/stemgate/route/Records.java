// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import java.time.LocalDate;

/** Small R4 resources as JSON, for tests that need an EHR with known content. Names and identifiers are canaries: made up, and findable. */
public final class Records {

    /** Stands in every Patient's name and SSN, and must be found nowhere but at the EHR. */
    public static final String CANARY_NAME = "Kanarienvogel";

    public static final String CANARY_SSN = "999-55-4242";
    public static final String SNOMED = "http://snomed.info/sct";

    /** Known to bear on no criterion, and countable: a chart with it is not empty. */
    public static final String IRRELEVANT_CODE = "224355006";

    public static final String BREAST_CANCER = "254837009";

    private Records() {}

    public static String patient(String id) {
        return patient(id, "\"birthDate\": \"1990-05-17\"");
    }

    /** @param more further elements, as JSON members */
    public static String patient(String id, String more) {
        return """
                {"resourceType": "Patient", "id": "%s", "active": true, "gender": "female",
                 "name": [{"family": "%s", "given": ["%s"]}],
                 "identifier": [{"system": "http://hl7.org/fhir/sid/us-ssn", "value": "%s"}],
                 %s}"""
                .formatted(id, CANARY_NAME, CANARY_NAME + id, CANARY_SSN, more);
    }

    /** An active, confirmed Condition with one SNOMED coding that began thirty days ago. */
    public static String condition(String id, String patientId, String code, String display) {
        return condition(id, patientId, code, display, "active", "confirmed");
    }

    public static String condition(
            String id,
            String patientId,
            String code,
            String display,
            String clinicalStatus,
            String verificationStatus) {
        String clinical = clinicalStatus.isEmpty()
                ? ""
                : """
                "clinicalStatus": {"coding": [{
                    "system": "http://terminology.hl7.org/CodeSystem/condition-clinical", "code": "%s"}]},"""
                        .formatted(clinicalStatus);
        return """
                {"resourceType": "Condition", "id": "%s",
                 %s
                 "verificationStatus": {"coding": [{
                    "system": "http://terminology.hl7.org/CodeSystem/condition-ver-status", "code": "%s"}]},
                 "code": {"coding": [{"system": "%s", "code": "%s", "display": "%s"}]},
                 "subject": {"reference": "Patient/%s"},
                 "onsetDateTime": "%s"}"""
                .formatted(
                        id,
                        clinical,
                        verificationStatus,
                        SNOMED,
                        code,
                        display,
                        patientId,
                        LocalDate.now().minusDays(30));
    }

    /** A Condition that keeps a chart from being empty and bears on no criterion. */
    public static String irrelevant(String id, String patientId) {
        return condition(id, patientId, IRRELEVANT_CODE, "Served in armed forces (finding)");
    }

    public static String breastCancer(String id, String patientId) {
        return condition(id, patientId, BREAST_CANCER, "Malignant neoplasm of breast (disorder)");
    }

    /** What no parser can read as R4: a date that is none. */
    public static String brokenDate(String id, String patientId) {
        return breastCancer(id, patientId).replace(LocalDate.now().minusDays(30).toString(), "not a date");
    }
}
