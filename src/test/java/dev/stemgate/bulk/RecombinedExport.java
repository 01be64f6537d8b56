// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.fhir.read.LineMutations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Real records dealt out anew: to other patients, under ids that several of them share, named in all the ways in which a record names its
 * patient and its Medication, in versions, copied, damaged, and in files of any mixture. The same seed gives the same export.
 */
final class RecombinedExport {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OTHER_HOST = "https://other.example.org/fhir/";

    private final Random random;
    private final LineMutations mutations;
    private final Map<String, List<ObjectNode>> byType = new LinkedHashMap<>();
    private final int people;
    private final int drugs;

    /**
     * @param records lines of any types; there are Patients and Medications among them
     * @param people how many Patients
     */
    RecombinedExport(List<String> records, int people, long seed) throws IOException {
        this.random = new Random(seed);
        this.mutations = new LineMutations(seed);
        this.people = people;
        this.drugs = Math.max(4, people / 4);
        for (String line : records) {
            ObjectNode record = (ObjectNode) JSON.readTree(line);
            learn(record.path("resourceType").asText(), record);
            if (record.path("resourceType").asText().equals("MedicationRequest")) {
                // The samples hold none of these; what they share with a request is what a screening reads.
                learn("MedicationAdministration", record.deepCopy().put("status", "completed"));
                learn("MedicationDispense", record.deepCopy().put("status", "completed"));
                ObjectNode asked = record.deepCopy();
                asked.set("code", asked.path("medicationCodeableConcept"));
                asked.remove("medicationReference");
                learn("ServiceRequest", asked);
            }
        }
    }

    private void learn(String type, ObjectNode record) {
        byType.computeIfAbsent(type, any -> new ArrayList<>()).add(record);
    }

    /** @param records how many records beside the Patients and Medications. @return the lines of each file, in the order of the names */
    SortedMap<String, List<String>> files(int records) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            ObjectNode patient = record("Patient", "p" + i);
            patient.remove(List.of("link", "contained"));
            patient.putArray("identifier").addObject().put("system", "urn:mrn").put("value", "m" + i);
            lines.add(patient.toString());
        }
        for (int i = 0; i < drugs; i++) {
            lines.add(damaged(record("Medication", "d" + i).toString(), 8));
        }
        List<String> types = new ArrayList<>(byType.keySet());
        types.removeAll(List.of("Patient", "Medication"));
        for (int i = 0; i < records; i++) {
            String type = pick(types);
            ObjectNode record = record(type, type.substring(0, 3) + random.nextInt(Math.max(1, records / 2)));
            subject(record);
            medication(record);
            if (chance(5)) {
                record.withObject("/meta").put("versionId", "" + random.nextInt(3));
            }
            lines.add(damaged(record.toString(), 4));
            if (chance(12)) {
                lines.add(lines.get(random.nextInt(lines.size())));
            }
        }
        Collections.shuffle(lines, random);
        SortedMap<String, List<String>> files = new TreeMap<>();
        for (String line : lines) {
            files.computeIfAbsent("part-" + random.nextInt(7) + ".ndjson", name -> new ArrayList<>())
                    .add(line);
        }
        return files;
    }

    /** A record of the type under an id, with its type and id first: a line that is cut off still says what it is. */
    private ObjectNode record(String type, String id) {
        ObjectNode record = JSON.createObjectNode().put("resourceType", type).put("id", id);
        for (Iterator<Map.Entry<String, JsonNode>> fields =
                        pick(byType.get(type)).fields();
                fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (!field.getKey().equals("resourceType") && !field.getKey().equals("id")) {
                record.set(field.getKey(), field.getValue().deepCopy());
            }
        }
        return record;
    }

    private void subject(ObjectNode record) {
        String element = record.path("resourceType").asText().equals("AllergyIntolerance") ? "patient" : "subject";
        int patient = random.nextInt(people);
        switch (random.nextInt(24)) {
            case 0 -> record.remove(element);
            case 1 -> record.putObject(element).put("display", "Someone");
            case 2 -> reference(record, element, OTHER_HOST + "Patient/p" + patient);
            case 3 -> reference(record, element, "urn:uuid:p" + patient);
            case 4 -> reference(record, element, BulkRun.BASE + "/Patient/p" + patient);
            case 5 -> reference(record, element, "Patient/p" + patient + "/_history/3");
            case 6 -> reference(record, element, "Patient/nobody");
            case 7, 8 ->
                record.putObject(element)
                        .putObject("identifier")
                        .put("system", "urn:mrn")
                        .put("value", "m" + patient);
            case 9 ->
                record.putObject(element)
                        .put("reference", "Patient/p" + patient)
                        .putObject("identifier")
                        .put("system", "urn:mrn")
                        .put("value", "m0");
            default -> reference(record, element, "Patient/p" + patient);
        }
    }

    private void medication(ObjectNode record) {
        if (!record.path("resourceType").asText().startsWith("Medication") || chance(3)) {
            return;
        }
        record.remove("medicationCodeableConcept");
        String drug = "Medication/d" + random.nextInt(drugs);
        switch (random.nextInt(10)) {
            case 0 -> reference(record, "medicationReference", BulkRun.BASE + "/" + drug);
            case 1 -> reference(record, "medicationReference", OTHER_HOST + drug);
            case 2 -> reference(record, "medicationReference", drug + "/_history/1");
            case 3 -> reference(record, "medicationReference", "Medication/nothing");
            case 4 -> record.putObject("medicationReference").put("display", "warfarin 5 mg");
            case 5 -> {
                record.putArray("contained").add(record("Medication", "k"));
                reference(record, "medicationReference", "#k");
            }
            default -> reference(record, "medicationReference", drug);
        }
    }

    private static void reference(ObjectNode record, String element, String to) {
        record.putObject(element).put("reference", to);
    }

    /** The line, or in one of so many cases a damaged one. */
    private String damaged(String line, int oneIn) throws IOException {
        if (!chance(oneIn)) {
            return line;
        }
        return switch (random.nextInt(8)) {
            case 0 -> line.substring(0, 60 + random.nextInt(line.length() - 60));
            case 1 -> line + pick(List.of("x", "{}", ",", "]", " 1"));
            case 2 -> twice(line);
            default -> mutations.changed(line);
        };
    }

    private String twice(String line) {
        int at = line.indexOf("{\"", 60);
        int colon = at < 0 ? -1 : line.indexOf(':', at);
        return colon < 0
                ? line
                : line.substring(0, at + 1) + line.substring(at + 1, colon) + ":\"twice\"," + line.substring(at + 1);
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
