// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Records.breastCancer;
import static dev.stemgate.route.Records.condition;
import static dev.stemgate.route.Records.irrelevant;
import static dev.stemgate.route.Records.patient;

import dev.stemgate.sandbox.RecordStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The patients of one cell of the matrix: four who are new, and one who is always there and whose chart changes from cell to cell, so
 * that both the first version and an amendment are written. What decides stands on the last page, or behind two references.
 */
final class MatrixPatients {

    private static final String STAYS = "stays";
    private static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
    private static final String DOCETAXEL = "1001405";
    private static final String DISPLAY = "docetaxel 20 MG/ML Injectable Solution";

    private final RecordStore store;
    private int cell;

    MatrixPatients(RecordStore store) {
        this.store = store;
    }

    /** Lets the next cell's patients in. @return their ids by role */
    Map<String, String> arrive() {
        cell++;
        Map<String, String> roles = new LinkedHashMap<>();
        for (String role : List.of("cancer", "clear", "statement", "order")) {
            String id = role + cell;
            put(patient(id), irrelevant(id + "-c1", id), irrelevant(id + "-c2", id));
            roles.put(role, id);
        }
        put(breastCancer("cancer" + cell + "-c3", "cancer" + cell), irrelevant("clear" + cell + "-c3", "clear" + cell));
        takes("statement" + cell);
        ordered("order" + cell);
        changing();
        roles.put(cell % 2 == 0 ? "even" : "odd", STAYS);
        return roles;
    }

    /** Takes the new ones away, so that the cohort stays small. */
    void leave() {
        for (String role : List.of("cancer", "clear", "statement", "order")) {
            store.delete("Patient", role + cell);
        }
    }

    private void changing() {
        if (store.current("Patient", STAYS).isEmpty()) {
            put(patient(STAYS), irrelevant("stays-c1", STAYS), irrelevant("stays-c2", STAYS));
        }
        put(
                cell % 2 == 0
                        ? breastCancer("stays-c3", STAYS)
                        : condition("stays-c3", STAYS, "44054006", "Diabetes mellitus type 2 (disorder)"));
    }

    private void takes(String id) {
        put(statement(id + "-s1", id, "161", "acetaminophen"), statement(id + "-s2", id, "161", "acetaminophen"));
        put(statement(id + "-s3", id, DOCETAXEL, DISPLAY));
    }

    /** The order names a Medication, and that one an ingredient, which no _include brings along. */
    private void ordered(String id) {
        put(
                """
                {"resourceType":"Medication","id":"%1$s-m2","code":{"coding":[{"system":"%2$s","code":"%3$s","display":"%4$s"}]}}"""
                        .formatted(id, RXNORM, DOCETAXEL, DISPLAY));
        put(
                """
                {"resourceType":"Medication","id":"%1$s-m1","ingredient":[{"itemReference":{"reference":"Medication/%1$s-m2"}}]}"""
                        .formatted(id));
        put(
                """
                {"resourceType":"MedicationRequest","id":"%1$s-r1","status":"active","intent":"order",
                 "medicationReference":{"reference":"Medication/%1$s-m1"},"subject":{"reference":"Patient/%1$s"}}"""
                        .formatted(id));
    }

    private static String statement(String id, String patient, String code, String display) {
        return """
                {"resourceType":"MedicationStatement","id":"%s","status":"active",
                 "medicationCodeableConcept":{"coding":[{"system":"%s","code":"%s","display":"%s"}]},
                 "subject":{"reference":"Patient/%s"}}"""
                .formatted(id, RXNORM, code, display, patient);
    }

    private void put(String... resources) {
        for (String resource : resources) {
            store.put(resource);
        }
    }
}
