// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bench;

import dev.stemgate.bulk.BulkProgress;
import dev.stemgate.bulk.BulkScreening;
import dev.stemgate.bulk.BulkSettings;
import dev.stemgate.fhir.client.Origin;
import dev.stemgate.fhir.read.ExactLineReader;
import dev.stemgate.fhir.write.ScreeningLines;
import dev.stemgate.rules.Evaluator;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * The whole way of {@code ./stemgate screen}, from a folder of NDJSON to a folder of results: parsing and checking every line,
 * evaluating every patient, and writing Observations, dead letters, summary and report.
 */
record BulkPath(Evaluator evaluator, LocalDate asOf) {

    private static final Instant ISSUED = Instant.parse("2026-11-22T10:00:00Z");

    /**
     * Screens a folder once.
     *
     * @param out a folder that does not exist yet
     * @return how many patients were screened
     */
    int screen(Path in, Path out, int threads) {
        return screen(in, out, threads, BulkProgress.SILENT);
    }

    int screen(Path in, Path out, int threads, BulkProgress progress) {
        BulkSettings settings =
                new BulkSettings(in, out, "bench", asOf, threads, false, ISSUED, Set.of(), Optional.empty());
        Origin origin = new Origin(URI.create("https://ehr.example.org/fhir"));
        return Math.toIntExact(
                new BulkScreening(settings, evaluator, () -> new ExactLineReader(origin), ScreeningLines::new, progress)
                        .run()
                        .patients());
    }
}
