// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.fhir.read.R4;
import dev.stemgate.fhir.write.ScreeningLines;
import dev.stemgate.fhir.write.ScreeningObservation;
import dev.stemgate.model.Fingerprint;
import dev.stemgate.model.Screening;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every Observation of a Synthea population is to the byte what HAPI FHIR encodes. The population is made by {@code
 * it/synthea/run.sh}, or named by {@code -Dstemgate.synthea=FOLDER}.
 */
@Tag("full")
class SyntheaObservationsTest {

    @TempDir
    Path folder;

    @Test
    void everyObservationIsWhatHapiEncodes() {
        Path population = Path.of(System.getProperty("stemgate.synthea", "it/synthea/target/population"));
        if (!Files.isRegularFile(population.resolve("Patient.ndjson"))) {
            String cause = "SKIPPED SyntheaObservationsTest: there is no population in " + population
                    + " (it/synthea/run.sh makes it, in about 12 minutes)";
            System.err.println(cause);
            Assumptions.abort(cause);
        }
        ScreeningLines lines = new ScreeningLines(BulkRun.ISSUED);
        Queue<String> different = new ConcurrentLinkedQueue<>();
        AtomicLong compared = new AtomicLong();

        BulkRun run = new BulkRun(population, folder.resolve("out")).writing((screening, out) -> {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            lines.write(screening, line);
            if (!Arrays.equals(line.toByteArray(), hapi(screening))) {
                different.add(screening.patient().patientId());
            }
            compared.incrementAndGet();
            line.writeTo(out);
        });
        BulkStatistics statistics = run.run();

        assertThat(different).isEmpty();
        assertThat(compared).hasValue(statistics.patients());
        assertThat(statistics.patients()).isPositive();
    }

    private static byte[] hapi(Screening screening) throws IOException {
        Observation observation = ScreeningObservation.of(
                screening, Fingerprint.of(screening), BulkRun.ISSUED, Observation.ObservationStatus.FINAL);
        return R4.context().newJsonParser().encodeResourceToString(observation).getBytes(StandardCharsets.UTF_8);
    }
}
