// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Files as sources drop them, always the same for the same arguments: lines of about 1 kB in the proportions of Synthea's exports (six in
 * ten are Observations, one in ten is of a type that is not read), a patient's lines together; one line in ten thousand breaks off.
 */
final class BenchFiles {

    private static final int OF_A_PATIENT = 900;
    private static final int DAMAGED = 10_000;
    private static final String FILLER = "x".repeat(330);

    private BenchFiles() {}

    /** One NDJSON file. @return how many lines it has */
    static long ndjson(Path file, long bytes) throws IOException {
        long lines = 0;
        long written = 0;
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            while (written < bytes) {
                String line = line(lines++);
                out.write(line);
                out.write('\n');
                written += line.length() + 1;
            }
        }
        return lines;
    }

    /**
     * Small files in turn: a transaction Bundle, NDJSON, conditions as Synthea's CSV; each of one patient, with twenty entries, lines or rows.
     *
     * @return how many entries, lines and rows there are
     */
    static long small(Path folder, int files) throws IOException {
        for (int i = 0; i < files; i++) {
            long first = (long) i * OF_A_PATIENT;
            try (Writer out = Files.newBufferedWriter(folder.resolve(name(i)), StandardCharsets.UTF_8)) {
                switch (i % 3) {
                    case 0 -> bundle(out, first);
                    case 1 -> lines(out, first);
                    default -> rows(out, i);
                }
            }
        }
        return 20L * files;
    }

    private static String name(int number) {
        return "drop-" + number
                + switch (number % 3) {
                    case 0 -> ".json";
                    case 1 -> ".ndjson";
                    default -> ".csv";
                };
    }

    private static void bundle(Writer out, long first) throws IOException {
        out.write("{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[");
        for (int i = 0; i < 20; i++) {
            out.write((i == 0 ? "" : ",\n") + "{\"fullUrl\":\"urn:uuid:" + id(first + i) + "\",\"resource\":");
            out.write(line(first + i));
            out.write(",\"request\":{\"method\":\"POST\",\"url\":\"X\"}}");
        }
        out.write("]}");
    }

    private static void lines(Writer out, long first) throws IOException {
        for (int i = 0; i < 20; i++) {
            out.write(line(first + i));
            out.write('\n');
        }
    }

    private static void rows(Writer out, int number) throws IOException {
        out.write("START,STOP,PATIENT,ENCOUNTER,SYSTEM,CODE,DESCRIPTION\n");
        for (int i = 0; i < 20; i++) {
            out.write("2015-11-%02d,,p%d,e%d,http://snomed.info/sct,444814009,Viral sinusitis (disorder)%n"
                    .formatted(1 + i, number, i));
        }
    }

    private static String id(long number) {
        return String.format(Locale.ROOT, "%08x-0000-4000-8000-%012x", number, number * 31);
    }

    private static String line(long number) {
        long patient = number / OF_A_PATIENT;
        if (number % OF_A_PATIENT == 0) {
            return ("{\"resourceType\":\"Patient\",\"id\":\"p%d\",\"identifier\":[{\"system\":\"http://hospital.example/mrn\","
                            + "\"value\":\"m%d\"}],\"gender\":\"female\",\"birthDate\":\"1970-01-02\"}")
                    .formatted(patient, patient);
        }
        String line =
                switch ((int) (number % 20)) {
                    case 1, 11 -> coded("Encounter", number, "\"status\":\"finished\",\"class\":{\"code\":\"AMB\"}");
                    case 3 ->
                        coded(
                                "Condition",
                                number,
                                "\"clinicalStatus\":{\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/condition-clinical\","
                                        + "\"code\":\"active\"}]},\"onsetDateTime\":\"2015-11-18T04:22:48+01:00\"");
                    case 5 ->
                        coded(
                                "MedicationRequest",
                                number,
                                "\"status\":\"active\",\"intent\":\"order\",\"authoredOn\":\"2015-11-18T04:22:48+01:00\"");
                    case 7, 13, 17 ->
                        coded(
                                "Procedure",
                                number,
                                "\"status\":\"completed\",\"performedPeriod\":{\"start\":\"2015-11-18T04:22:48+01:00\","
                                        + "\"end\":\"2015-11-18T04:37:48+01:00\"}");
                    default ->
                        coded(
                                "Observation",
                                number,
                                "\"status\":\"final\",\"category\":[{\"coding\":[{\"system\":"
                                        + "\"http://terminology.hl7.org/CodeSystem/observation-category\",\"code\":\"laboratory\"}]}],"
                                        + "\"effectiveDateTime\":\"2015-11-18T04:22:48+01:00\","
                                        + "\"issued\":\"2015-11-18T04:22:48.123+01:00\",\"valueQuantity\":{\"value\":"
                                        + number % 977
                                        + ".5,\"unit\":\"mg/dL\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"mg/dL\"}");
                };
        return number % DAMAGED == DAMAGED - 1 ? line.substring(0, line.length() / 2) : line;
    }

    private static String coded(String type, long number, String elements) {
        String code =
                "{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"444814009\",\"display\":\"Viral sinusitis\"}],"
                        + "\"text\":\"Viral sinusitis\"}";
        String element = type.startsWith("Medication") ? "medicationCodeableConcept" : "code";
        return "{\"resourceType\":\"" + type + "\",\"id\":\"" + id(number)
                + "\",\"meta\":{\"lastUpdated\":\"2024-05-01T10:00:00.123+02:00\"},\"text\":{\"status\":\"generated\",\"div\":"
                + "\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">" + FILLER + "</div>\"},\"" + element + "\":"
                + code
                + ",\"subject\":{\"reference\":\"Patient/p" + number / OF_A_PATIENT + "\"}," + elements + "}";
    }
}
