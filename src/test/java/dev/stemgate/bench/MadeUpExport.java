// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An export of people who do not exist, written as it is made up: a Patient, a Condition, a MedicationRequest and its Medication each,
 * and some Observations. The records of one patient are as far apart as they can be.
 *
 * @param patients how many
 * @param observations how many each
 * @param byIdentifier whether records name the patient by an identifier, and not by id
 */
public record MadeUpExport(int patients, int observations, boolean byIdentifier) {

    /** Writes it. @return how many lines there are */
    public long write(Path folder) throws IOException {
        Files.createDirectories(folder);
        return file(folder, "Patient", 1)
                + file(folder, "Condition", 1)
                + file(folder, "MedicationRequest", 1)
                + file(folder, "Medication", 1)
                + file(folder, "Observation", observations);
    }

    private long file(Path folder, String type, int each) throws IOException {
        try (BufferedWriter file = Files.newBufferedWriter(folder.resolve(type + ".ndjson"))) {
            for (int round = 0; round < each; round++) {
                for (int patient = 0; patient < patients; patient++) {
                    file.write("{\"resourceType\":\"" + type + "\",\"id\":\"" + id(type, patient, round) + "\","
                            + record(type, patient) + "}\n");
                }
            }
        }
        return (long) each * patients;
    }

    /** As long as the ids that exports have. */
    private static String id(String type, int patient, int round) {
        return "%08x-%04x-4a44-8a52-%012x".formatted(type.hashCode(), round, patient);
    }

    private String record(String type, int patient) {
        String subject = byIdentifier
                ? ",\"subject\":{\"identifier\":{\"system\":\"urn:mrn\",\"value\":\"" + patient + "\"}}"
                : ",\"subject\":{\"reference\":\"Patient/" + id("Patient", patient, 0) + "\"}";
        return switch (type) {
            case "Patient" ->
                "\"identifier\":[{\"system\":\"urn:mrn\",\"value\":\"" + patient
                        + "\"}],\"gender\":\"male\",\"birthDate\":\"1990-01-01\"";
            case "Condition" ->
                "\"clinicalStatus\":{\"coding\":[{\"code\":\"active\"}]},\"code\":{\"coding\":[{\"system\":"
                        + "\"http://hl7.org/fhir/sid/icd-10\",\"code\":\"" + (patient % 10 == 0 ? "B20" : "I10")
                        + "\"}]}" + subject;
            case "MedicationRequest" ->
                "\"status\":\"active\",\"intent\":\"order\",\"authoredOn\":\"2026-11-01\",\"medicationReference\":"
                        + "{\"reference\":\"Medication/" + id("Medication", patient, 0) + "\"}" + subject;
            case "Medication" ->
                "\"code\":{\"coding\":[{\"system\":\"http://www.whocc.no/atc\",\"code\":\"N02BE01\"}]}";
            default ->
                "\"status\":\"final\",\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"8302-2\"}]},"
                        + "\"effectiveDateTime\":\"2020-01-01\",\"valueQuantity\":{\"value\":170.5,\"unit\":\"cm\"}"
                        + subject;
        };
    }
}
