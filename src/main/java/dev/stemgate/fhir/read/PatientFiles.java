// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stemgate.fhir.client.Authorization;
import dev.stemgate.fhir.client.EhrSettings;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.RecordKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;

/**
 * The patients of a folder of FHIR R4 files: Bundles and single resources ({@code .json}) and NDJSON ({@code .ndjson}), each also
 * {@code .gz}. A record belongs to the Patient that its subject refers to, in the same file or by id in any other; never by name. A
 * kind of record that stands in no file of the folder counts as not available. Bundles are read as data, whatever their type.
 *
 * <p>Holds the whole folder in memory: for a population of thousands, not for a hospital. For one read; not thread-safe.
 */
public final class PatientFiles {

    private static final String FOLDER_AS_EHR = "files";
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    /** A record with what tells whose it is. */
    private record FileRecord(
            String type, String id, String fullUrl, String subject, List<String> references, byte[] bytes) {}

    private final EhrSettings settings =
            EhrSettings.of(FOLDER_AS_EHR, URI.create("https://localhost/files"), new Authorization.None());
    private final Map<String, FileRecord> patients = new LinkedHashMap<>();
    private final Map<String, List<FileRecord>> byPatient = new LinkedHashMap<>();
    private final List<FileRecord> waiting = new ArrayList<>();
    private final Map<String, FileRecord> medications = new LinkedHashMap<>();

    private PatientFiles() {}

    /**
     * Reads a folder.
     *
     * @param readOn the day that counts as the day of reading
     * @return one entry a Patient, in the order of file names
     * @throws PatientFileException when a file cannot be read as JSON, a record says nowhere whose it is, or there is no Patient
     */
    public static List<PatientFacts> read(Path folder, LocalDate readOn) {
        PatientFiles files = new PatientFiles();
        try (Stream<Path> all = Files.list(folder)) {
            all.sorted().forEach(files::readFile);
        } catch (IOException e) {
            throw new PatientFileException(folder, 0, "the folder cannot be read", e);
        }
        if (files.patients.isEmpty()) {
            throw new PatientFileException(folder, 0, "there is no Patient in .json or .ndjson files here");
        }
        return files.facts(folder, readOn);
    }

    private void readFile(Path file) {
        String name = file.getFileName().toString();
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - ".gz".length()) : name;
        try {
            if (plain.endsWith(".ndjson")) {
                readLines(file);
            } else if (plain.endsWith(".json")) {
                try (InputStream in = open(file)) {
                    take(file, 0, JSON.readTree(in));
                }
            }
        } catch (JsonProcessingException e) {
            throw new PatientFileException(
                    file,
                    Math.max(0, e.getLocation() == null ? 0 : e.getLocation().getLineNr()),
                    "it is no JSON");
        } catch (IOException e) {
            throw new PatientFileException(file, 0, "it cannot be read", e);
        }
    }

    private void readLines(Path file) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    take(file, number, parse(file, number, line));
                }
            }
        }
    }

    private static JsonNode parse(Path file, int number, String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new PatientFileException(file, number, "the line is no JSON");
        }
    }

    private static InputStream open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.getFileName().toString());
        }
        InputStream in = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
    }

    private void take(Path file, int line, JsonNode resource) throws JsonProcessingException {
        if (resource.path("resourceType").asText().equals("Bundle")) {
            for (JsonNode entry : resource.path("entry")) {
                add(file, line, entry.path("resource"), entry.path("fullUrl").asText());
            }
        } else {
            add(file, line, resource, "");
        }
    }

    private void add(Path file, int line, JsonNode resource, String fullUrl) throws JsonProcessingException {
        String type = resource.path("resourceType").asText();
        if (type.isEmpty()) {
            throw new PatientFileException(file, line, "it is no FHIR resource, or an entry holds none");
        }
        String subject = Optional.of(resource.at("/subject/reference").asText())
                .filter(text -> !text.isEmpty())
                .orElse(resource.at("/patient/reference").asText());
        FileRecord record = new FileRecord(
                type,
                resource.path("id").asText(),
                fullUrl,
                subject,
                resource.findValuesAsText("reference"),
                JSON.writeValueAsBytes(resource));
        if (type.equals("Patient")) {
            if (patients.putIfAbsent("Patient/" + record.id(), record) != null) {
                throw new PatientFileException(file, line, "the id of this Patient stands in the folder twice");
            }
        } else if (type.equals("Medication")) {
            medications.put(fullUrl.isEmpty() ? "Medication/" + record.id() : fullUrl, record);
        } else if (kind(type).isPresent()) {
            waiting.add(record);
        }
    }

    private List<PatientFacts> facts(Path folder, LocalDate readOn) {
        Map<String, String> idByAddress = patients.values().stream()
                .filter(patient -> !patient.fullUrl().isEmpty())
                .collect(Collectors.toMap(
                        FileRecord::fullUrl, patient -> "Patient/" + patient.id(), (one, other) -> one));
        Map<RecordKind, Integer> counts = new EnumMap<>(RecordKind.class);
        for (FileRecord record : waiting) {
            String owner = idByAddress.getOrDefault(record.subject(), record.subject());
            if (!patients.containsKey(owner)) {
                throw new PatientFileException(
                        folder, 0, record.type() + "/" + record.id() + " belongs to no Patient of the folder");
            }
            byPatient.computeIfAbsent(owner, key -> new ArrayList<>()).add(record);
            kind(record.type()).ifPresent(kind -> counts.merge(kind, 1, Integer::sum));
        }
        List<PatientFacts> all = new ArrayList<>();
        patients.forEach(
                (key, patient) -> all.add(facts(patient, byPatient.getOrDefault(key, List.of()), counts, readOn)));
        return all;
    }

    private PatientFacts facts(
            FileRecord patient, List<FileRecord> own, Map<RecordKind, Integer> counts, LocalDate readOn) {
        PatientRecord record = new PatientRecord(new PatientKey(FOLDER_AS_EHR, patient.id()), readOn, settings);
        record.addPage(RecordKind.PATIENT, page(List.of(patient)));
        for (RecordKind kind : RecordKind.values()) {
            boolean always = kind == RecordKind.PATIENT || kind == RecordKind.CONDITION;
            if (kind != RecordKind.PATIENT && (always || counts.containsKey(kind))) {
                List<FileRecord> page = new ArrayList<>(own.stream()
                        .filter(entry -> entry.type().equals(kind.fhirType()))
                        .toList());
                record.addPage(kind, page(page));
            } else if (kind != RecordKind.PATIENT) {
                record.notAvailable(kind);
            }
        }
        record.addMedications(page(medicationsOf(own)));
        return record.facts();
    }

    /** The Medications of the folder that these records refer to, in the order of the records; each once. */
    private List<FileRecord> medicationsOf(List<FileRecord> own) {
        return own.stream()
                .flatMap(entry -> entry.references().stream())
                .distinct()
                .map(medications::get)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Bundle page(List<FileRecord> records) {
        Bundle bundle = new Bundle();
        bundle.setType(Bundle.BundleType.SEARCHSET);
        for (FileRecord record : records) {
            Bundle.BundleEntryComponent entry = bundle.addEntry();
            if (!record.fullUrl().isEmpty()) {
                entry.setFullUrl(record.fullUrl());
            }
            Binary binary = new Binary();
            binary.setContentType("application/fhir+json");
            binary.setData(record.bytes());
            entry.setResource(binary);
        }
        return bundle;
    }

    private static Optional<RecordKind> kind(String type) {
        return Stream.of(RecordKind.values())
                .filter(kind -> Objects.equals(kind.fhirType(), type))
                .findFirst();
    }
}
