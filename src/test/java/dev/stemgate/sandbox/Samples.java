// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

/** Small resources for the tests of the server. */
final class Samples {

    private Samples() {}

    static String patient(String id) {
        return """
                {"resourceType":"Patient","id":"%1$s","identifier":[{"system":"urn:test:mrn","value":"%1$s"}],
                 "active":true,"name":[{"family":"Testperson","given":["Ada"]}],"gender":"female","birthDate":"1990-04-01"}
                """
                .formatted(id);
    }

    static String condition(String id, String patient, String snomed) {
        return """
                {"resourceType":"Condition","id":"%s","code":{"coding":[{"system":"http://snomed.info/sct","code":"%s"}]},
                 "subject":{"reference":"Patient/%s"}}
                """
                .formatted(id, snomed, patient);
    }

    static String medication(String id) {
        return """
                {"resourceType":"Medication","id":"%s","code":{"text":"a drug"}}
                """
                .formatted(id);
    }

    static String medicationRequest(String id, String patient, String medication) {
        return """
                {"resourceType":"MedicationRequest","id":"%s","status":"active","intent":"order",
                 "medicationReference":{"reference":"Medication/%s"},"subject":{"reference":"Patient/%s"}}
                """
                .formatted(id, medication, patient);
    }

    static String observation(String patient, String key) {
        return """
                {"resourceType":"Observation","status":"final","identifier":[{"system":"urn:test:key","value":"%s"}],
                 "code":{"text":"screening"},"subject":{"reference":"Patient/%s"}}
                """
                .formatted(key, patient);
    }
}
