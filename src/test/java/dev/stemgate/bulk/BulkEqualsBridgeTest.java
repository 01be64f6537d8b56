// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.fhir.read.LineMutations;
import dev.stemgate.fhir.read.SampleLines;
import dev.stemgate.model.Screening;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bulk screening and the typed path of the bridge say the same of the same lines: finding by finding, evidence by evidence, byte by byte. */
class BulkEqualsBridgeTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"synthea", "au-core", "hl7-r4-examples", "ipa", "ips", "mcode"})
    void theSamplesAreJudgedAlike(String source) throws IOException {
        List<String> lines = SampleLines.of(source);

        BulkRun run = run("in", BothPaths.byType(lines), 2);

        assertThat(run.screenings).isNotEmpty();
        BothPaths.assertAlike(run, BothPaths.typed(lines));
    }

    @Test
    void damagedRecordsAreJudgedAlike() throws IOException {
        List<String> lines = new ArrayList<>();
        LineMutations mutations = new LineMutations(6);
        Random random = new Random(6);
        for (String line : SampleLines.of("synthea")) {
            boolean patient = line.contains("\"resourceType\":\"Patient\"");
            lines.add(patient || random.nextInt(4) > 0 ? line : mutations.changed(line));
        }
        TypedFolder typed = BothPaths.typed(lines);

        BulkRun run = run("in", BothPaths.byType(lines), 2);

        BothPaths.assertAlike(run, typed);
        assertThat(run.lines("dead-letters.ndjson")).hasSizeGreaterThan(20);
    }

    @Test
    void orderOfLinesAndFilesAndThreadsChangesNothing() throws IOException {
        List<String> lines = SampleLines.of("synthea");
        BulkRun first = run("in", BothPaths.byType(lines), 1);
        List<String> shuffled = new ArrayList<>(lines);
        Collections.shuffle(shuffled, new Random(1));
        Map<String, List<String>> files = new TreeMap<>();
        for (int i = 0; i < shuffled.size(); i++) {
            files.computeIfAbsent("part-" + i % 5 + ".ndjson", name -> new ArrayList<>())
                    .add(shuffled.get(i));
        }

        BulkRun second = run("shuffled", files, 3);

        assertThat(second.lines("observations.ndjson")).isEqualTo(first.lines("observations.ndjson"));
        assertThat(second.lines("findings.ndjson")).isEqualTo(first.lines("findings.ndjson"));
    }

    @Test
    void aPlantedDifferenceIsFound() throws IOException {
        List<String> lines = SampleLines.of("synthea");
        List<String> planted = new ArrayList<>(lines);
        int at = lines.indexOf(lines.stream()
                .filter(line -> BothPaths.type(line).equals("Condition"))
                .findFirst()
                .orElseThrow());
        planted.set(at, lines.get(at).replaceFirst("\"code\":\"\\d{6,}\"", "\"code\":\"86406008\""));

        BulkRun run = run("in", BothPaths.byType(planted), 2);
        SortedMap<String, Screening> typed = BothPaths.typed(lines).screenings(BulkRun.evaluator(), BulkRun.AS_OF);

        assertThat(typed.keySet().stream().filter(patient -> !typed.get(patient).equals(run.screenings.get(patient))))
                .hasSize(1)
                .allMatch(patient -> lines.get(at).contains(patient));
    }

    private BulkRun run(String name, Map<String, List<String>> files, int threads) throws IOException {
        BulkRun.write(folder.resolve(name), files);
        BulkRun run = new BulkRun(folder.resolve(name), folder.resolve(name + "-out")).threads(threads);
        run.run();
        return run;
    }
}
