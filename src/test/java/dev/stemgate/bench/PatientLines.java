// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of a folder of NDJSON as Synthea writes it, by patient, not parsed: what the contenders that go patient by patient
 * begin with. Grouping is not measured, to their advantage.
 *
 * @param person the Patient
 * @param medications the Medications that its requests refer to
 * @param records Conditions and MedicationRequests
 * @param others Observations, Procedures and AllergyIntolerances
 */
record PatientLines(String person, List<String> medications, List<String> records, List<String> others) {

    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final Pattern OWNER =
            Pattern.compile("\"(?:subject|patient)\":\\{\"reference\":\"(?:Patient/|urn:uuid:)([^\"]+)\"");
    private static final Pattern MEDICATION =
            Pattern.compile("\"medicationReference\":\\{\"reference\":\"(?:Medication/|urn:uuid:)([^\"]+)\"");

    /** The first patients of a folder. */
    static List<PatientLines> read(Path folder, int most) throws IOException {
        Map<String, PatientLines> byId = new LinkedHashMap<>();
        for (String line : lines(folder, "Patient")) {
            if (byId.size() < most) {
                byId.put(
                        group(ID, line),
                        new PatientLines(line, new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
            }
        }
        Map<String, String> medications = new LinkedHashMap<>();
        lines(folder, "Medication").forEach(line -> medications.put(group(ID, line), line));
        for (String type : List.of("Condition", "MedicationRequest")) {
            for (String line : lines(folder, type)) {
                PatientLines patient = byId.get(group(OWNER, line));
                if (patient != null) {
                    patient.records().add(line);
                    String medication = medications.get(group(MEDICATION, line));
                    if (medication != null && !patient.medications().contains(medication)) {
                        patient.medications().add(medication);
                    }
                }
            }
        }
        for (String type : List.of("Observation", "Procedure", "AllergyIntolerance")) {
            Path file = folder.resolve(type + ".ndjson");
            if (!Files.exists(file)) {
                continue;
            }
            try (BufferedReader in = Files.newBufferedReader(file)) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    PatientLines patient = byId.get(group(OWNER, line));
                    if (patient != null) {
                        patient.others().add(line);
                    }
                }
            }
        }
        return List.copyOf(byId.values());
    }

    /** The lean record that the CQL asks for, as a Bundle. */
    String leanBundle() {
        List<String> entries = new ArrayList<>();
        entries.add("{\"resource\":" + person + "}");
        medications.forEach(
                line -> entries.add("{\"fullUrl\":\"Medication/" + group(ID, line) + "\",\"resource\":" + line + "}"));
        records.forEach(line -> entries.add("{\"resource\":" + line + "}"));
        return "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[" + String.join(",", entries) + "]}";
    }

    private static List<String> lines(Path folder, String type) throws IOException {
        Path file = folder.resolve(type + ".ndjson");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private static String group(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.find() ? matcher.group(1) : "";
    }
}
