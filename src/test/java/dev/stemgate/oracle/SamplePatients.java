// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The published samples of the project's tests, one Bundle for every Patient with the records that refer to it and all
 * Medications of its folder. Records are taken as they are; ids of different folders are kept apart.
 */
final class SamplePatients {

    private static final Set<String> RECORDS = Set.of("Condition", "MedicationStatement", "MedicationRequest");

    private final ObjectMapper json = new ObjectMapper();

    /** Writes the Bundles as NDJSON. @return how many there are */
    int write(Path samples, Path ndjson) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> folders =
                Files.list(samples).filter(Files::isDirectory).sorted()) {
            for (Path folder : folders.toList()) {
                bundles(folder).forEach(bundle -> lines.add(bundle.toString()));
            }
        }
        Files.write(ndjson, lines);
        return lines.size();
    }

    private List<ObjectNode> bundles(Path folder) throws IOException {
        List<JsonNode> resources = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder).sorted()) {
            for (Path file : files.toList()) {
                for (String text : texts(file)) {
                    collect(json.readTree(text), resources);
                }
            }
        }
        Map<String, JsonNode> patients = new TreeMap<>();
        resources.stream()
                .filter(resource -> type(resource).equals("Patient"))
                .forEach(patient -> patients.put(patient.path("id").asText(), patient));
        List<ObjectNode> bundles = new ArrayList<>();
        patients.forEach((id, patient) -> bundles.add(bundle(folder.getFileName() + "-" + id, patient, resources)));
        return bundles;
    }

    private static List<String> texts(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (name.endsWith(".ndjson")) {
            return Files.readAllLines(file);
        }
        return name.endsWith(".json") ? List.of(Files.readString(file)) : List.of();
    }

    private static void collect(JsonNode resource, List<JsonNode> resources) {
        if (type(resource).equals("Bundle")) {
            resource.path("entry").forEach(entry -> resources.add(entry.path("resource")));
        } else {
            resources.add(resource);
        }
    }

    private ObjectNode bundle(String newId, JsonNode patient, List<JsonNode> resources) {
        String oldId = patient.path("id").asText();
        ObjectNode bundle = json.createObjectNode();
        bundle.put("resourceType", "Bundle").put("type", "collection");
        ArrayNode entries = bundle.putArray("entry");
        ObjectNode named = patient.deepCopy();
        named.put("id", newId);
        entries.addObject().set("resource", named);
        for (JsonNode resource : resources) {
            String subject = resource.path("subject").path("reference").asText();
            boolean theirs = subject.equals("Patient/" + oldId) || subject.endsWith("/Patient/" + oldId);
            if (type(resource).equals("Medication") || (theirs && RECORDS.contains(type(resource)))) {
                entries.addObject().set("resource", resource);
            }
        }
        return bundle;
    }

    private static String type(JsonNode resource) {
        return resource.path("resourceType").asText();
    }
}
