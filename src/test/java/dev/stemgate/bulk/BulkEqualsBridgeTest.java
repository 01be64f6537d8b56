// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.fhir.read.LineMutations;
import dev.stemgate.fhir.read.R4;
import dev.stemgate.fhir.read.SampleLines;
import dev.stemgate.fhir.write.ScreeningObservation;
import dev.stemgate.model.Fingerprint;
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
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Observation;
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

        BulkRun run = run("in", byType(lines), 2);

        assertThat(run.screenings).isNotEmpty();
        assertAlike(run, typed(lines));
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
        TypedFolder typed = typed(lines);

        BulkRun run = run("in", byType(lines), 2);

        assertAlike(run, typed);
        assertThat(run.lines("dead-letters.ndjson")).hasSizeGreaterThan(20);
    }

    @Test
    void orderOfLinesAndFilesAndThreadsChangesNothing() throws IOException {
        List<String> lines = SampleLines.of("synthea");
        BulkRun first = run("in", byType(lines), 1);
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
                .filter(line -> type(line).equals("Condition"))
                .findFirst()
                .orElseThrow());
        planted.set(at, lines.get(at).replaceFirst("\"code\":\"\\d{6,}\"", "\"code\":\"86406008\""));

        BulkRun run = run("in", byType(planted), 2);
        SortedMap<String, Screening> typed = typed(lines).screenings(BulkRun.evaluator(), BulkRun.AS_OF);

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

    private static TypedFolder typed(List<String> lines) {
        TypedFolder typed = new TypedFolder(BulkRun.EHR, BulkRun.BASE);
        lines.stream()
                .filter(line -> line.contains("resourceType"))
                .collect(Collectors.groupingBy(BulkEqualsBridgeTest::type, TreeMap::new, Collectors.toList()))
                .values()
                .forEach(ofType -> ofType.forEach(typed::add));
        return typed;
    }

    private static Map<String, List<String>> byType(List<String> lines) {
        return lines.stream()
                .collect(Collectors.groupingBy(line -> type(line) + ".ndjson", TreeMap::new, Collectors.toList()));
    }

    private static String type(String line) {
        int at = line.indexOf("\"resourceType\":\"");
        return line.substring(at + 16, line.indexOf('"', at + 16));
    }

    private static void assertAlike(BulkRun run, TypedFolder typed) throws IOException {
        SortedMap<String, Screening> expected = typed.screenings(BulkRun.evaluator(), BulkRun.AS_OF);
        assertThat(run.screenings.keySet()).isEqualTo(expected.keySet());
        for (Map.Entry<String, Screening> patient : expected.entrySet()) {
            Screening ours = run.screenings.get(patient.getKey());
            assertThat(ours.criteria())
                    .as(patient.getKey())
                    .isEqualTo(patient.getValue().criteria());
            assertThat(ours.readings())
                    .as(patient.getKey())
                    .isEqualTo(patient.getValue().readings());
            assertThat(ours).as(patient.getKey()).isEqualTo(patient.getValue());
        }
        assertThat(new TreeSet<>(run.lines("observations.ndjson"))).isEqualTo(written(expected));
    }

    /** The Observations of the bridge as HAPI FHIR encodes them for an EHR. */
    private static TreeSet<String> written(SortedMap<String, Screening> screenings) {
        TreeSet<String> lines = new TreeSet<>();
        for (Screening screening : screenings.values()) {
            Observation observation = ScreeningObservation.of(
                    screening, Fingerprint.of(screening), BulkRun.ISSUED, Observation.ObservationStatus.FINAL);
            lines.add(R4.context().newJsonParser().encodeResourceToString(observation));
        }
        return lines;
    }
}
