// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.bulk.read.StreamingLineReader;
import dev.stemgate.bulk.record.LineReading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SilenceTest {

    private static final String HEIGHT = observation("8302-2", "\"valueQuantity\":{\"value\":170,\"unit\":\"cm\"}");

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
        String patient = "{\"resourceType\":\"Patient\",\"id\":\"1\",\"gender\":\"male\",\"birthDate\":\"1980-01-01\"}";
        String other = HEIGHT.replace("Patient/1", "Patient/2").replace("\"id\":\"o\"", "\"id\":\"o2\"");
        BulkRun.write(
                folder.resolve("in"),
                Map.of("Patient.ndjson", List.of(patient), "Observation.ndjson", List.of(HEIGHT, HEIGHT, other)));
        BulkRun run = new BulkRun(folder.resolve("in"), folder.resolve("out"));

        BulkStatistics statistics = run.run();

        assertThat(statistics.lines().screened()).isEqualTo(2);
        assertThat(statistics.lines().duplicate()).isEqualTo(1);
        assertThat(statistics.lines().deadLettered()).isEqualTo(1);
        assertThat(run.lines("dead-letters.ndjson")).singleElement().asString().contains("unresolved-subject");
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
