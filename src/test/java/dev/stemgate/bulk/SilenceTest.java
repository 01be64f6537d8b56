// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stemgate.bulk.read.StreamingLineReader;
import dev.stemgate.bulk.record.LineReading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SilenceTest {

    private static final String HEIGHT = observation("8302-2", "\"valueQuantity\":{\"value\":170,\"unit\":\"cm\"}");

    private static final String PATIENT =
            "{\"resourceType\":\"Patient\",\"id\":\"1\",\"gender\":\"male\",\"birthDate\":\"1980-01-01\"}";

    @TempDir
    Path folder;

    @Test
    void anObservationThatNothingAsksForIsSilent() {
        assertThat(silent(HEIGHT)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"component\":[{\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"777-3\"}]}}]",
                "\"valueCodeableConcept\":{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"86406008\"}]}",
                "\"meta\":{\"security\":[{\"system\":\"urn:s\",\"code\":\"R\"}]}"
            })
    void onePartThatMaySpeakKeepsTheWhole(String part) {
        assertThat(silent(observation("8302-2", part))).isFalse();
    }

    @Test
    void whatIsAskedForIsKept() {
        assertThat(silent(observation("777-3", "\"valueQuantity\":{\"value\":5}")))
                .isFalse();
    }

    @Test
    void aProcedureThatNobodyHasClassifiedIsKept() {
        assertThat(silent(procedure("\"code\":{\"coding\":[{\"system\":\"urn:local\",\"code\":\"x\"}]}")))
                .isFalse();
        assertThat(silent(procedure("\"status\":\"completed\""))).isFalse();
    }

    @Test
    void aSilentRecordIsCountedAsAnyOther() throws IOException {
        String other = HEIGHT.replace("Patient/1", "Patient/2").replace("\"id\":\"o\"", "\"id\":\"o2\"");
        BulkRun.write(
                folder.resolve("in"),
                Map.of("Patient.ndjson", List.of(PATIENT), "Observation.ndjson", List.of(HEIGHT, HEIGHT, other)));
        BulkRun run = new BulkRun(folder.resolve("in"), folder.resolve("out"));

        BulkStatistics statistics = run.run();

        assertThat(statistics.lines().screened()).isEqualTo(2);
        assertThat(statistics.lines().duplicate()).isEqualTo(1);
        assertThat(statistics.lines().deadLettered()).isEqualTo(1);
        assertThat(run.lines("dead-letters.ndjson")).singleElement().asString().contains("unresolved-subject");
    }

    /** Many of one pattern, over several pieces' worth of shapes, each with its own line. */
    @Test
    void silentRecordsOfAStrangerAreDeadLettersEachOnItsLine() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            lines.add(i % 7 == 3 ? "" : height("o" + i, "Patient/" + (i % 5 == 0 ? "1" : "nobody")));
        }
        BulkRun run = run(PATIENT, lines);

        BulkStatistics statistics = run.run();

        List<Integer> strangers = IntStream.range(0, 50)
                .filter(i -> i % 7 != 3 && i % 5 != 0)
                .map(i -> i + 1)
                .boxed()
                .toList();
        assertThat(lettersOfObservations(run)).isEqualTo(strangers);
        assertThat(statistics.lines().irrelevant()).isEqualTo(7);
        assertThat(statistics.lines().screened()).isEqualTo(1 + 50 - 7 - strangers.size());
    }

    @Test
    void silentRecordsOfTwoPatientsOfOneIdAreDeadLettersEach() throws IOException {
        BulkRun run = run(
                PATIENT + "\n" + PATIENT.replace("1980", "1981"),
                List.of(height("a", "Patient/1"), height("b", "Patient/1"), height("c", "Patient/2")));

        assertThatThrownBy(run::run).isInstanceOf(BulkInputException.class);
        assertThat(lettersOfObservations(run)).containsExactly(1, 2, 3);
    }

    @Test
    void silentRecordsOfAPatientWhoWasMergedAwayAreDeadLettersAndMissingAtTheSurvivor() throws IOException {
        String old = PATIENT.replace("\"id\":\"1\"", "\"id\":\"old\"")
                .replace(
                        "\"gender\"",
                        "\"active\":false,\"link\":[{\"type\":\"replaced-by\",\"other\":{\"reference\":\"Patient/1\"}}],\"gender\"");
        BulkRun run = run(PATIENT + "\n" + old, List.of(height("a", "Patient/old"), height("b", "Patient/old")));

        run.run();

        assertThat(lettersOfObservations(run)).containsExactly(1, 2);
        assertThat(run.screenings.get("1").readings().toString()).contains("Observation/a", "Observation/b");
    }

    @Test
    void ofTwoVersionsOfASilentRecordOneCounts() throws IOException {
        String first = height("a", "Patient/1").replace("\"status\"", "\"meta\":{\"versionId\":\"1\"},\"status\"");
        String second = first.replace("\"versionId\":\"1\"", "\"versionId\":\"2\"");
        String asked = second.replace("8302-2", "777-3").replace("\"versionId\":\"2\"", "\"versionId\":\"3\"");
        BulkRun run = run(PATIENT, List.of(first, height("b", "Patient/1"), second, asked, height("c", "Patient/1")));

        BulkStatistics statistics = run.run();

        assertThat(statistics.lines().screened()).isEqualTo(4);
        assertThat(statistics.lines().duplicate()).isEqualTo(2);
        assertThat(statistics.lines().deadLettered()).isZero();
    }

    private BulkRun run(String patients, List<String> observations) throws IOException {
        BulkRun.write(
                folder.resolve("in"),
                Map.of("Patient.ndjson", patients.lines().toList(), "Observation.ndjson", observations));
        return new BulkRun(folder.resolve("in"), folder.resolve("out"));
    }

    private static List<Integer> lettersOfObservations(BulkRun run) throws IOException {
        return run.lines("dead-letters.ndjson").stream()
                .filter(letter -> letter.contains("\"Observation.ndjson\""))
                .map(letter -> Integer.valueOf(letter.replaceFirst(".*\"line\":(\\d+).*", "$1")))
                .toList();
    }

    private static String height(String id, String patient) {
        return HEIGHT.replace("\"id\":\"o\"", "\"id\":\"" + id + "\"").replace("Patient/1", patient);
    }

    private static boolean silent(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        LineReading reading = new StreamingLineReader(
                        (other, from, to) -> {
                            throw new IllegalStateException("not of a common shape");
                        },
                        new Silence(BulkRun.evaluator()))
                .read(bytes, 0, bytes.length);
        return reading instanceof LineReading.Silent;
    }

    private static String observation(String code, String more) {
        return "{\"resourceType\":\"Observation\",\"id\":\"o\",\"status\":\"final\",\"subject\":{\"reference\":\"Patient/1\"},"
                + "\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"" + code + "\"}]}," + more + "}";
    }

    private static String procedure(String more) {
        return "{\"resourceType\":\"Procedure\",\"id\":\"p\",\"subject\":{\"reference\":\"Patient/1\"}," + more + "}";
    }
}
