// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Small made-up records: a Patient, two Conditions and a MedicationStatement each, and for every fifth patient one record of each further
 * kind. The same for every name, but for the ids and the family name, so that each client has patients of its own that are alike.
 *
 * @param name stands in every id, and is the family name
 * @param size how many patients
 */
record BenchPopulation(String name, int size) {

    private static final String SNOMED = "http://snomed.info/sct";
    private static final String[] CONDITIONS = {"254837009", "44054006", "38341003", "224355006"};

    String id(int number) {
        return name + "-" + number + "x";
    }

    /** All resources as JSON, the Patients first. */
    List<String> resources() {
        List<String> resources = new ArrayList<>();
        for (int number = 0; number < size; number++) {
            resources.add(
                    """
                    {"resourceType":"Patient","id":"%s","active":true,"gender":"%s","birthDate":"19%02d-03-04","name":[{"family":"%s"}]}"""
                            .formatted(id(number), number % 2 == 0 ? "female" : "male", 30 + number % 60, name));
        }
        for (int number = 0; number < size; number++) {
            records(id(number), number, resources);
        }
        return resources;
    }

    private static void records(String id, int number, List<String> into) {
        into.add(condition(id, 1, CONDITIONS[number % CONDITIONS.length]));
        into.add(condition(id, 2, CONDITIONS[(number / CONDITIONS.length) % CONDITIONS.length]));
        into.add(
                """
                {"resourceType":"MedicationStatement","id":"%1$s-m","status":"active","subject":{"reference":"Patient/%1$s"},
                 "medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"161"}]}}"""
                        .formatted(id));
        if (number % 5 == 0) {
            into.add(other(
                    "MedicationRequest",
                    id,
                    "\"status\":\"active\",\"intent\":\"order\",",
                    "medicationCodeableConcept",
                    "161"));
            into.add(other("Procedure", id, "\"status\":\"completed\",", "code", "80146002"));
            into.add(other("ServiceRequest", id, "\"status\":\"active\",\"intent\":\"order\",", "code", "77477000"));
            into.add(
                    """
                    {"resourceType":"AllergyIntolerance","id":"%1$s-AllergyIntolerance","patient":{"reference":"Patient/%1$s"},
                     "code":{"coding":[{"system":"%2$s","code":"716186003"}]}}"""
                            .formatted(id, SNOMED));
            into.add(
                    """
                    {"resourceType":"Observation","id":"%1$s-o","status":"final","subject":{"reference":"Patient/%1$s"},
                     "effectiveDateTime":"2026-01-02","code":{"coding":[{"system":"http://loinc.org","code":"777-3"}]},
                     "valueQuantity":{"value":250,"system":"http://unitsofmeasure.org","code":"10*3/uL"}}"""
                            .formatted(id));
        }
    }

    private static String condition(String id, int number, String code) {
        return """
                {"resourceType":"Condition","id":"%1$s-c%2$d","subject":{"reference":"Patient/%1$s"},
                 "clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}]},
                 "verificationStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-ver-status","code":"confirmed"}]},
                 "code":{"coding":[{"system":"%3$s","code":"%4$s"}]},"onsetDateTime":"2025-11-0%2$d"}"""
                .formatted(id, number, SNOMED, code);
    }

    private static String other(String type, String id, String state, String element, String code) {
        return """
                {"resourceType":"%1$s","id":"%2$s-%1$s",%3$s"subject":{"reference":"Patient/%2$s"},
                 "%4$s":{"coding":[{"system":"%5$s","code":"%6$s"}]}}"""
                .formatted(type, id, state, element, SNOMED, code);
    }
}
