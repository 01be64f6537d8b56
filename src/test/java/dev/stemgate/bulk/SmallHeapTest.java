// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports far larger than the memory, in a JVM of its own with {@code -Xmx64m}. Records of a patient are scattered over the files. */
class SmallHeapTest {

    private static final int OBSERVATIONS = 12;

    @TempDir
    Path folder;

    @Test
    void sixtyMegabytesAreScreenedInSixtyFour() throws Exception {
        screens(60, 800);
    }

    @Test
    @Tag("full")
    void aGigabyteIsScreenedInSixtyFourMegabytes() throws Exception {
        screens(11_660, 95);
    }

    private void screens(int patients, int encounters) throws IOException, InterruptedException {
        Path in = Files.createDirectories(folder.resolve("in"));
        long lines = write(in, patients, encounters);
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-Dstemgate.home=" + Path.of("").toAbsolutePath(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.stemgate.cli.Main",
                        "screen",
                        "--in",
                        in.toString(),
                        "--out",
                        folder.resolve("out").toString(),
                        "--as-of",
                        "2026-11-22",
                        "--format",
                        "parquet",
                        "--threads",
                        "2")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.MINUTES)).isTrue();

        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        JsonNode summary =
                new ObjectMapper().readTree(folder.resolve("out/summary.json").toFile());
        assertThat(summary.path("patients").asInt()).isEqualTo(patients);
        assertThat(summary.path("input").properties().stream()
                        .mapToLong(file -> file.getValue().path("lines").asLong())
                        .sum())
                .isEqualTo(lines);
        assertThat(summary.path("outcomes").path("contraindicated").asInt()).isEqualTo(patients / 10);
        assertThat(folder.resolve("out/findings.parquet")).isNotEmptyFile();
        try (Stream<String> observations = Files.lines(folder.resolve("out/observations.ndjson"))) {
            assertThat(observations.count()).isEqualTo(patients);
        }
    }

    /** Patient after patient in each file, so that those of one patient are far apart. @return how many lines there are */
    private static long write(Path in, int patients, int encounters) throws IOException {
        long lines = 0;
        for (String type :
                List.of("Patient", "Condition", "MedicationRequest", "Medication", "Observation", "Encounter")) {
            int each = type.equals("Encounter") ? encounters : type.equals("Observation") ? OBSERVATIONS : 1;
            try (BufferedWriter file = Files.newBufferedWriter(in.resolve(type + ".ndjson"))) {
                for (int round = 0; round < each; round++) {
                    for (int patient = 0; patient < patients; patient++) {
                        file.write(record(type, patient, round) + "\n");
                        lines++;
                    }
                }
            }
        }
        return lines;
    }

    /** Every tenth patient has HIV. */
    private static String record(String type, int patient, int round) {
        String head = "{\"resourceType\":\"" + type + "\",\"id\":\"" + type + patient + "-" + round + "\"";
        String subject = ",\"subject\":{\"reference\":\"Patient/Patient" + patient + "-0\"}";
        return head
                + switch (type) {
                    case "Patient" -> ",\"gender\":\"male\",\"birthDate\":\"1990-01-01\"";
                    case "Condition" ->
                        ",\"clinicalStatus\":{\"coding\":[{\"code\":\"active\"}]},\"code\":{\"coding\":[{\"system\":"
                                + "\"http://hl7.org/fhir/sid/icd-10\",\"code\":\"" + (patient % 10 == 0 ? "B20" : "I10")
                                + "\"}]}" + subject;
                    case "MedicationRequest" ->
                        ",\"status\":\"active\",\"intent\":\"order\",\"authoredOn\":\"2026-11-01\",\"medicationReference\":"
                                + "{\"reference\":\"Medication/Medication" + patient + "-0\"}" + subject;
                    case "Medication" ->
                        ",\"code\":{\"coding\":[{\"system\":\"http://www.whocc.no/atc\",\"code\":\"N02BE01\"}]}";
                    case "Observation" ->
                        ",\"status\":\"final\",\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"8302-2\"}]},"
                                + "\"effectiveDateTime\":\"2020-01-01\",\"valueQuantity\":{\"value\":170.5,\"unit\":\"cm\"}"
                                + subject;
                    default -> ",\"status\":\"finished\",\"note\":\"" + "x".repeat(1_000) + "\"" + subject;
                }
                + "}";
    }
}
