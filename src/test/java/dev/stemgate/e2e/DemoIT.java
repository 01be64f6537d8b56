// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stemgate.model.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code stemgate demo} as a newcomer runs it, in an empty folder, and the commands that it names at its end. */
class DemoIT {

    private static final String SETTINGS = ".stemgate/demo/stemgate.yaml";

    @TempDir
    static Path folder;

    private static StemgateProcess demo;
    private static List<JsonNode> lines;

    @BeforeAll
    static void run() throws IOException {
        demo = StemgateProcess.run(folder, "demo", "--json", "patients.ndjson");
        lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("patients.ndjson"))) {
            lines.add(new JsonMapper().readTree(line));
        }
    }

    @AfterAll
    static void end() {
        demo.close();
    }

    @Test
    void itEndsWellAndNamesTheNextCommands() {
        assertThat(demo.awaitExit()).isZero();
        assertThat(demo.out())
                .contains("Outcomes: ", "Dead letters: ", "./stemgate dead-letters list --config " + SETTINGS)
                .contains("not a medical device");
        assertThat(demo.err()).doesNotContain("ERROR", "Exception", "\tat ");
    }

    @Test
    void everyPatientIsThereWithAnObservationAndEveryOutcomeThreeTimes() throws IOException {
        Map<String, String> stated = stated();
        assertThat(lines).hasSizeGreaterThanOrEqualTo(30);
        assertThat(lines.stream().map(line -> line.path("patient").asText()))
                .containsExactlyInAnyOrderElementsOf(stated.keySet());
        Map<String, Long> counts = lines.stream()
                .map(line -> line.path("outcome").asText())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(counts.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Outcome.values()).map(Outcome::code).toList());
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isGreaterThanOrEqualTo(3));
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.path("observation").asText()).matches("Observation/\\S+");
            assertThat(line.path("criteria").size())
                    .as("findings, none for those who are not judged")
                    .satisfiesAnyOf(found -> assertThat(found).isGreaterThanOrEqualTo(14), found -> assertThat(
                                    line.path("outcome").asText())
                            .isEqualTo(Outcome.NOT_APPLICABLE.code()));
        });
    }

    /** The dates of our own patients are counted from today; those of published samples stand still. */
    @Test
    void ourOwnPatientsGetTheirOutcomeOnEveryDay() throws IOException {
        Map<String, String> stated = stated();
        stated.keySet().removeIf(patient -> !patient.startsWith("demo-"));
        Map<String, String> outcomes = lines.stream()
                .filter(line -> line.path("patient").asText().startsWith("demo-"))
                .collect(Collectors.toMap(
                        line -> line.path("patient").asText(),
                        line -> line.path("outcome").asText(),
                        (one, other) -> one,
                        TreeMap::new));
        assertThat(outcomes).isEqualTo(stated);
    }

    @Test
    void theDeadLettersAreListedAndShownWithTheirBytes() {
        try (StemgateProcess list = stemgate("dead-letters", "list", "--json")) {
            assertThat(list.awaitExit()).as("there are open letters").isEqualTo(1);
            List<String> unreadable = list.out()
                    .lines()
                    .filter(line ->
                            line.contains("\"reason\":\"unreadable\"") && line.contains("\"source\":\"sandbox\""))
                    .toList();
            assertThat(unreadable).singleElement().satisfies(line -> {
                String id = line.replaceFirst(".*\"id\":\"([^\"]+)\".*", "$1");
                try (StemgateProcess show = stemgate("dead-letters", "show", id)) {
                    assertThat(show.awaitExit()).isZero();
                    assertThat(show.out())
                            .contains(id, "unreadable", "What to do", "demo-broken-date-01-dermatitis", "resourceType");
                }
            });
        }
    }

    @Test
    void droppedFilesAreShownAndTheirLinesTraced() {
        assertThat(demo.out())
                .contains("registry.ndjson: 2 accepted, 1 dead-lettered", "tumours.csv: 1 accepted, 1 dead-lettered");
        try (StemgateProcess explain = stemgate("explain", "--ehr", "sandbox", "demo-chemo-01");
                StemgateProcess trace = stemgate("trace", "--file", "tumours.csv:2")) {
            assertThat(explain.awaitExit()).isZero();
            assertThat(explain.out()).contains("Condition/registry~t1 (registry.ndjson:2)", "(tumours.csv:3)");
            assertThat(trace.awaitExit()).isZero();
            assertThat(trace.out()).contains("dead-lettered unmatched-patient");
        }
    }

    @Test
    void aPatientIsExplainedAndTraced() {
        try (StemgateProcess explain = stemgate("explain", "--ehr", "sandbox", "demo-chemo-01");
                StemgateProcess trace = stemgate("trace", "--ehr", "sandbox", "demo-chemo-01")) {
            assertThat(explain.awaitExit()).isZero();
            assertThat(explain.out())
                    .contains("contraindicated", "active-malignancy", "recent-cancer-treatment")
                    .contains("Condition/demo-chemo-01-", "/_history/1", "Written as Observation/");
            assertThat(trace.awaitExit()).isZero();
            assertThat(trace.out()).contains("requested", "claimed", "pulled", "screened", "written");
        }
    }

    @Test
    void aMergedPatientIsTracedToTheSurvivor() {
        try (StemgateProcess trace = stemgate("trace", "--ehr", "sandbox", "demo-merged-01")) {
            assertThat(trace.awaitExit()).isZero();
            assertThat(trace.out()).contains("rekeyed");
        }
    }

    @Test
    void aPatientWhoIsNotThereIsUnusableInput() {
        try (StemgateProcess explain = stemgate("explain", "--ehr", "sandbox", "nobody")) {
            assertThat(explain.awaitExit()).isEqualTo(3);
            assertThat(explain.errLines()).singleElement().satisfies(line -> assertThat(line)
                    .contains("nobody"));
        }
    }

    private static StemgateProcess stemgate(String... arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        words.add("--config");
        words.add(SETTINGS);
        return StemgateProcess.run(folder, words.toArray(String[]::new));
    }

    private static Map<String, String> stated() throws IOException {
        try (InputStream in = DemoIT.class.getResourceAsStream("/sandbox/population/expected-outcomes.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split("\t"))
                    .filter(cells -> !cells[1].equals("re-keyed"))
                    .collect(Collectors.toMap(cells -> cells[0], cells -> cells[1], (one, other) -> one, TreeMap::new));
        }
    }
}
