// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.fhir.read.SampleLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real records dealt out anew and damaged are judged by bulk screening as the bridge judges them, and no line of them is lost. */
class RecombinedEqualsBridgeTest {

    private static final Set<String> TYPES = Set.of(
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
            "ServiceRequest");

    @TempDir
    Path folder;

    @Test
    void aRecombinedExportIsJudgedAlike() throws IOException {
        assertAlike(1, 40, 600);
    }

    @ParameterizedTest
    @Tag("full")
    @ValueSource(longs = {2, 3, 5, 7})
    void manyRecombinedExportsAreJudgedAlike(long seed) throws IOException {
        assertAlike(seed, 200, 5_000);
    }

    private void assertAlike(long seed, int people, int records) throws IOException {
        List<String> samples = SampleLines.all().stream()
                .filter(line -> line.contains("\"resourceType\":\"") && TYPES.contains(BothPaths.type(line)))
                .toList();
        SortedMap<String, List<String>> files = new RecombinedExport(samples, people, seed).files(records);
        List<String> lines = new ArrayList<>();
        files.values().forEach(lines::addAll);
        BulkRun.write(folder.resolve("in"), files);
        BulkRun run = new BulkRun(folder.resolve("in"), folder.resolve("out"));

        BulkStatistics statistics = run.run();

        assertThat(statistics.lines().lines()).isEqualTo(lines.size());
        assertThat(statistics.lines().open()).isZero();
        assertThat(run.lines("dead-letters.ndjson"))
                .hasSize((int) statistics.lines().deadLettered())
                .hasSizeGreaterThan(records / 10);
        BothPaths.assertAlike(run, BothPaths.typed(lines));
    }
}
