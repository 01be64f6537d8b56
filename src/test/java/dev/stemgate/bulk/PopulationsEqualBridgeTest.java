// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stemgate.model.Screening;
import dev.stemgate.oracle.OracleProcess;
import dev.stemgate.sandbox.Sandbox;
import dev.stemgate.sandbox.SandboxSettings;
import dev.stemgate.sandbox.StoredVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Made-up people whose records lie near the bounds of the model are judged alike by bulk screening and by the bridge. */
class PopulationsEqualBridgeTest {

    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TYPES = List.of(
            "Patient",
            "Medication",
            "Condition",
            "MedicationStatement",
            "MedicationRequest",
            "Observation",
            "Procedure",
            "AllergyIntolerance",
            "ServiceRequest");

    @TempDir
    Path folder;

    @Test
    void theDemoPopulationIsJudgedAlike() throws IOException {
        List<String> lines = demoPopulation();

        BulkRun run = run(lines);

        assertThat(run.screenings).hasSizeGreaterThan(100);
        BothPaths.assertAlike(run, BothPaths.typed(lines));
    }

    @Test
    @Tag("full")
    void aGeneratedPopulationIsJudgedAlikeAndAPlantedDifferenceIsFound() throws IOException {
        int people = 1_500;
        List<String> lines = generatedPopulation(people);
        SortedMap<String, Screening> expected = BothPaths.typed(lines).screenings(BulkRun.evaluator(), BulkRun.AS_OF);

        BulkRun run = run(lines);

        assertThat(run.screenings).hasSize(people);
        BothPaths.assertAlike(run, BothPaths.typed(lines));

        List<String> planted = new ArrayList<>(lines);
        int at = 0;
        while (!BothPaths.type(planted.get(at)).equals("Condition")) {
            at++;
        }
        planted.set(at, planted.get(at).replaceFirst("\"code\":\"[^\"]+\"", "\"code\":\"no-such-code\""));
        BulkRun other = run(planted);
        assertThat(expected.keySet())
                .filteredOn(patient -> !expected.get(patient).equals(other.screenings.get(patient)))
                .singleElement()
                .satisfies(patient ->
                        assertThat(other.screenings.get(patient).toClassify()).isNotEmpty());
    }

    private BulkRun run(List<String> lines) throws IOException {
        Path in = Files.createTempDirectory(folder, "in");
        BulkRun.write(in, BothPaths.byType(lines));
        BulkRun run = new BulkRun(in, in.resolveSibling(in.getFileName() + "-out"));
        run.run();
        return run;
    }

    /** All but the Patients who were merged into others: bulk screening makes those incomplete, and the bridge follows the link. */
    private static List<String> demoPopulation() throws IOException {
        List<String> lines = new ArrayList<>();
        List<String> merged = new ArrayList<>();
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.demo(BulkRun.AS_OF))) {
            for (String type : TYPES) {
                for (StoredVersion record : sandbox.store().current(type)) {
                    lines.add(record.json());
                    if (record.json().contains("replaced-by")) {
                        merged.add(record.id());
                    }
                }
            }
        }
        assertThat(merged).isNotEmpty();
        lines.removeIf(line -> merged.stream()
                .anyMatch(id -> line.contains("\"Patient/" + id + "\"") || line.contains("\"id\":\"" + id + "\"")));
        return lines;
    }

    private List<String> generatedPopulation(int people) throws IOException {
        OracleProcess oracle = OracleProcess.in(PROJECT).orElse(null);
        if (oracle == null) {
            String cause =
                    "SKIPPED: the generator of it/cql-oracle is not built (mvn -B -f it/cql-oracle/pom.xml package)";
            System.err.println(cause);
            Assumptions.abort(cause);
        }
        Path bundles = folder.resolve("population.ndjson");
        oracle.generate(PROJECT.resolve("model"), bundles, BulkRun.AS_OF, 3, people);
        List<String> lines = new ArrayList<>();
        try (Stream<String> all = Files.lines(bundles)) {
            for (String bundle : all.toList()) {
                for (JsonNode entry : JSON.readTree(bundle).path("entry")) {
                    lines.add(entry.path("resource").toString());
                }
            }
        }
        return lines;
    }
}
