// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.bulk.read.Silencing;
import dev.stemgate.bulk.read.StreamingLineReader;
import dev.stemgate.bulk.record.ForeignElements;
import dev.stemgate.bulk.record.LineReading;
import dev.stemgate.fhir.client.Origin;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The streaming reader gives what the typed path gives, or asks it: on every sample line, and on damaged ones. */
class StreamingEqualsTypedTest {

    private static final int DAMAGED = Integer.getInteger("stemgate.damaged", 4_000);

    private final ExactLineReader exact = new ExactLineReader(new Origin(URI.create("https://ehr.example.org/fhir")));

    /** Tells what was read by streaming alone. */
    private LineReading streamed(byte[] line) {
        StreamingLineReader reader = new StreamingLineReader((bytes, from, to) -> ASKED, Silencing.NOTHING);
        return reader.read(line, 0, line.length);
    }

    private static final LineReading ASKED = new LineReading.Irrelevant("asked the typed path");

    @Test
    void everySampleLineIsReadAlike() throws IOException {
        List<String> lines = SampleLines.all();
        List<String> synthea = SampleLines.of("synthea");

        assertThat(lines).hasSizeGreaterThan(700);
        assertThat(differences(bytes(lines))).isEmpty();
        assertThat(asked(bytes(lines)))
                .as("lines of all samples that the typed path reads")
                .isLessThan(lines.size() / 5);
        assertThat(asked(bytes(synthea))).isLessThanOrEqualTo(synthea.size() / 100);
    }

    @Test
    void damagedLinesAreReadAlike() throws IOException {
        List<String> lines = SampleLines.all().stream()
                .sorted(Comparator.comparing(String::length))
                .filter(line -> line.length() < 6_000)
                .toList();
        LineMutations mutations = new LineMutations(20261122);
        List<byte[]> damaged = new ArrayList<>();
        for (int i = 0; i < DAMAGED; i++) {
            damaged.add(mutations.of(lines.get((int) ((long) i * 7919 % lines.size()))));
        }

        assertThat(differences(damaged)).isEmpty();
        assertThat(damaged.size() - asked(damaged)).as("read by streaming").isGreaterThan(DAMAGED / 6);
    }

    /** A name that one of the versions of FHIR knows, with a value of every shape. */
    @Test
    void everyElementThatTheTypedPathKnowsIsReadAlike() {
        List<byte[]> lines = new ArrayList<>();
        for (String type : List.of(
                "Patient",
                "Condition",
                "MedicationStatement",
                "MedicationRequest",
                "MedicationAdministration",
                "MedicationDispense",
                "Medication",
                "Observation",
                "Procedure",
                "AllergyIntolerance",
                "ServiceRequest")) {
            Set<String> names = new TreeSet<>(KeptElements.of(type));
            names.addAll(ForeignElements.of(type));
            names.addAll(List.of("informationSource", "requester", "performer", "category", "careProvider", "link"));
            names.addAll(List.of("image", "type", "valueAttachment", "meta", "contained", "text"));
            for (String name : names) {
                for (String value : List.of(
                        "\"x\"",
                        "\"2024-05-01\"",
                        "5",
                        "true",
                        "{\"text\":\"x\"}",
                        "[{\"text\":\"x\"}]",
                        "{\"agent\":{\"reference\":\"x\"}}",
                        "[{\"role\":{\"text\":\"x\"}}]",
                        "{\"start\":\"2024\"}",
                        "{\"value\":5}")) {
                    lines.add(minimal(type, name, value).getBytes(StandardCharsets.UTF_8));
                }
            }
        }

        assertThat(differences(lines)).isEmpty();
    }

    @Test
    void aPlantedDifferenceIsFound() throws IOException {
        String line = SampleLines.of("synthea").stream()
                .filter(one -> one.contains("\"resourceType\":\"Condition\""))
                .findFirst()
                .orElseThrow();
        byte[] other = line.replaceFirst("\"code\":\"active\"|\"code\":\"resolved\"", "\"code\":\"relapse\"")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(streamed(other)).isNotEqualTo(ASKED).isNotEqualTo(exactly(line.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aKeyTwiceIsNeverReadByStreaming() {
        for (String twice : List.of(
                "{\"resourceType\":\"Condition\",\"id\":\"1\",\"subject\":{\"reference\":\"Patient/1\"},\"id\":\"2\"}",
                "{\"resourceType\":\"Condition\",\"id\":\"1\",\"subject\":{\"reference\":\"Patient/1\"},\"\\u0069d\":\"2\"}",
                "{\"resourceType\":\"Encounter\",\"a\":{\"b\":[{\"c\":1,\"c\":2}]}}",
                "{\"resourceType\":\"Encounter\",\"ein ü-Name, der länger ist\":1,\"ein ü-Name, der länger ist\":2}")) {
            assertThat(streamed(twice.getBytes(StandardCharsets.UTF_8))).isEqualTo(ASKED);
            assertThat(exactly(twice.getBytes(StandardCharsets.UTF_8))).isInstanceOf(LineReading.Refused.class);
        }
    }

    private static String minimal(String type, String name, String value) {
        String subject = type.equals("AllergyIntolerance") ? "patient" : "subject";
        StringBuilder record = new StringBuilder("{\"resourceType\":\"" + type + "\",\"id\":\"1\"");
        if (!name.equals(subject) && !type.equals("Patient") && !type.equals("Medication")) {
            record.append(",\"" + subject + "\":{\"reference\":\"Patient/1\"}");
        }
        if (type.matches("Medication.+") && !name.startsWith("medication")) {
            record.append(",\"medicationCodeableConcept\":{\"text\":\"x\"}");
        }
        return record.append(",\"" + name + "\":" + value + "}").toString();
    }

    private List<String> differences(List<byte[]> lines) {
        List<String> differences = new ArrayList<>();
        for (byte[] line : lines) {
            LineReading streamed = streamed(line);
            if (streamed != ASKED && !streamed.equals(exactly(line))) {
                differences.add(new String(line, StandardCharsets.UTF_8) + "\n  streamed " + streamed + "\n  typed    "
                        + exactly(line));
            }
        }
        return differences.size() > 5 ? differences.subList(0, 5) : differences;
    }

    private long asked(List<byte[]> lines) {
        return lines.stream().filter(line -> streamed(line) == ASKED).count();
    }

    private LineReading exactly(byte[] line) {
        return exact.read(line, 0, line.length);
    }

    private static List<byte[]> bytes(List<String> lines) {
        return lines.stream().map(line -> line.getBytes(StandardCharsets.UTF_8)).toList();
    }
}
