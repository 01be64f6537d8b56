// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stemgate.bulk.record.LineReader;
import dev.stemgate.fhir.client.Origin;
import dev.stemgate.fhir.read.ExactLineReader;
import dev.stemgate.model.Finding;
import dev.stemgate.model.Gap;
import dev.stemgate.model.Reading;
import dev.stemgate.model.RecordKind;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run does with the files it is given: every line counted, nothing dropped, nothing half written. */
class BulkScreeningTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATIENT =
            "{\"resourceType\":\"Patient\",\"id\":\"%s\",\"birthDate\":\"1980-05-01\",\"gender\":\"male\"}";
    private static final String CONDITION = "{\"resourceType\":\"Condition\",\"id\":\"%s\",\"clinicalStatus\":"
            + "{\"coding\":[{\"code\":\"active\"}]},\"code\":{\"coding\":[{\"system\":\"http://snomed.info/sct\","
            + "\"code\":\"38341003\",\"display\":\"Hypertension\"}]},\"subject\":{\"reference\":\"Patient/%s\"}}";
    private static final String REQUEST = "{\"resourceType\":\"MedicationRequest\",\"id\":\"%s\",\"status\":\"active\","
            + "\"intent\":\"order\",\"medicationReference\":{\"reference\":\"Medication/%s\"},"
            + "\"subject\":{\"reference\":\"Patient/%s\"},\"authoredOn\":\"2026-11-01\"}";
    private static final String WARFARIN = "{\"resourceType\":\"Medication\",\"id\":\"%s\",\"code\":{\"coding\":[{"
            + "\"system\":\"http://www.nlm.nih.gov/research/umls/rxnorm\",\"code\":\"11289\",\"display\":\"warfarin\"}]}}";

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();

    @Test
    void everyLineIsCountedOnceAndDeadLettersNameTheirLine() throws IOException {
        BulkRun run = run(Map.of(
                "Patient.ndjson",
                List.of(PATIENT.formatted("p1"), "", PATIENT.formatted("p1"), PATIENT.formatted("p2")),
                "Condition.000.ndjson",
                List.of(
                        CONDITION.formatted("c1", "p1"),
                        "{\"resourceType\":\"Condition\",\"id\":\"c2\",\"subject\":{\"reference\":\"Patient/p2\"}",
                        CONDITION.formatted("c3", "p2") + " {}",
                        CONDITION.formatted("c4", "nobody"),
                        CONDITION.formatted("c1", "p1"),
                        "{\"resourceType\":\"Condition\",\"id\":\"c5\",\"id\":\"c6\"}",
                        "{\"resourceType\":\"Encounter\",\"id\":\"e1\"}",
                        "{\"resourceType\":\"Encounter\",\"id\":\"e2\",}",
                        "{\"resourceType\":\"Bundle\",\"entry\":[]}",
                        "{\"resourceType\":\"MedicationOrder\",\"id\":\"o\"}",
                        CONDITION
                                .formatted("c7", "p1")
                                .replace("{\"coding\":[{\"code\":\"active\"}]}", "\"active\""))));

        BulkStatistics statistics = run.run();

        assertThat(statistics.lines().lines()).isEqualTo(15);
        assertThat(statistics.lines().screened()).isEqualTo(3);
        assertThat(statistics.lines().irrelevant()).isEqualTo(2);
        assertThat(statistics.lines().duplicate()).isEqualTo(2);
        assertThat(statistics.lines().deadLettered()).isEqualTo(8);
        assertThat(letters(run))
                .containsExactly(
                        "Condition.000.ndjson 2 unreadable",
                        "Condition.000.ndjson 3 unreadable",
                        "Condition.000.ndjson 4 unresolved-subject",
                        "Condition.000.ndjson 6 unreadable",
                        "Condition.000.ndjson 8 unreadable",
                        "Condition.000.ndjson 9 unreadable",
                        "Condition.000.ndjson 10 wrong-version",
                        "Condition.000.ndjson 11 wrong-version");
        assertThat(JSON.readTree(run.lines("dead-letters.ndjson").get(1))
                        .path("original")
                        .asText())
                .isEqualTo(CONDITION.formatted("c3", "p2") + " {}");
        assertThat(gaps(run, "p2", RecordKind.CONDITION)).hasSize(2);
        assertThat(gaps(run, "p1", RecordKind.CONDITION)).containsExactly("Condition/c7 wrong-version");
    }

    @Test
    void theSummaryHasExactlyItsKeys() throws IOException {
        BulkRun run = run(Map.of("all.ndjson", List.of(PATIENT.formatted("p1"), CONDITION.formatted("c1", "p1"), "x")));

        run.run();

        JsonNode summary = JSON.readTree(run.out.resolve("summary.json").toFile());
        assertThat(names(summary))
                .containsExactlyInAnyOrder(
                        "patients",
                        "outcomes",
                        "criteria",
                        "deadLetters",
                        "input",
                        "modelVersion",
                        "asOf",
                        "elapsedMs");
        assertThat(summary.path("patients").asInt()).isEqualTo(1);
        assertThat(summary.path("deadLetters").path("unreadable").asInt()).isEqualTo(1);
        assertThat(summary.path("input").path("all.ndjson").path("lines").asInt())
                .isEqualTo(3);
        assertThat(names(summary.path("criteria").path("hiv")))
                .containsExactlyInAnyOrder("present", "possible", "unknown", "absent");
        assertThat(Files.exists(run.out.resolve(WorkFolder.NAME))).isFalse();
    }

    @Test
    void aMedicationInALaterCompressedFileIsFound() throws IOException {
        BulkRun run = run(Map.of(
                "MedicationRequest.ndjson",
                List.of(REQUEST.formatted("r1", "m1", "p1"), REQUEST.formatted("r2", "gone", "p2")),
                "Patient.ndjson",
                List.of(PATIENT.formatted("p1"), PATIENT.formatted("p2")),
                "Condition.ndjson",
                List.of(CONDITION.formatted("c1", "p1"), CONDITION.formatted("c2", "p2"))));
        compressed("ZMedication.ndjson.gz", List.of(WARFARIN.formatted("m1")));

        BulkStatistics statistics = run.run();

        assertThat(run.screenings.get("p1").finding("antithrombotic-therapy")).contains(Finding.PRESENT);
        assertThat(gaps(run, "p2", RecordKind.MEDICATION_REQUEST)).containsExactly("MedicationRequest/r2");
        assertThat(statistics.lines().screened()).isEqualTo(7);
    }

    @Test
    void aKindThatWasNotExportedIsNotServed() throws IOException {
        BulkRun run = run(Map.of("Patient.ndjson", List.of(PATIENT.formatted("p1")), "Condition.ndjson", List.of()));

        run.run();

        Map<RecordKind, Reading> readings = run.screenings.get("p1").readings();
        assertThat(readings.get(RecordKind.CONDITION)).isEqualTo(Reading.COMPLETE);
        assertThat(readings.get(RecordKind.MEDICATION_REQUEST)).isEqualTo(Reading.NOT_SERVED);
        assertThat(readings.get(RecordKind.PROCEDURE)).isEqualTo(Reading.NOT_SERVED);
        assertThat(run.screenings.get("p1").finding("hiv")).contains(Finding.UNKNOWN);
    }

    @Test
    void whatHasTheNameOfAFileAndCannotBeReadMakesItsKindIncompleteForEverybody() throws IOException {
        BulkRun run = run(Map.of("Patient.ndjson", List.of(PATIENT.formatted("p1"), PATIENT.formatted("p2"))));
        Files.createDirectory(folder.resolve("in/Condition.ndjson"));
        Files.createSymbolicLink(folder.resolve("in/MedicationRequest.ndjson"), folder.resolve("nowhere"));

        BulkStatistics statistics = run.run();

        assertThat(said)
                .anyMatch(line -> line.startsWith("Condition.ndjson: it cannot be read to its end"))
                .anyMatch(line -> line.startsWith("MedicationRequest.ndjson: it cannot be read to its end"));
        assertThat(statistics.missing())
                .containsExactly(
                        "Condition.ndjson could not be read to its end",
                        "MedicationRequest.ndjson could not be read to its end");
        assertThat(gaps(run, "p2", RecordKind.CONDITION))
                .containsExactly("Condition.ndjson could not be read to its end");
        assertThat(run.screenings.get("p1").finding("hiv")).contains(Finding.UNKNOWN);
    }

    @Test
    void aFolderOfWhichNothingCanBeReadIsRefused() throws IOException {
        BulkRun run = run(Map.of());
        Files.createDirectory(folder.resolve("in/Patient.ndjson"));

        assertThatThrownBy(run::run).isInstanceOf(BulkInputException.class).hasMessageContaining("no Patient");
        assertThat(said).anyMatch(line -> line.startsWith("Patient.ndjson: it cannot be read"));
    }

    @Test
    void recordsByIdentifierOfAPatientWhoWasMergedAreMissingAtTheSurvivor() throws IOException {
        String merged = PATIENT.formatted("old")
                .replace(
                        "\"gender\"",
                        "\"identifier\":[{\"system\":\"urn:mrn\",\"value\":\"7\"}],\"active\":false,\"link\":[{\"type\":"
                                + "\"replaced-by\",\"other\":{\"reference\":\"Patient/p1\"}}],\"gender\"");
        String byIdentifier = CONDITION
                .formatted("c1", "x")
                .replace("{\"reference\":\"Patient/x\"}", "{\"identifier\":{\"system\":\"urn:mrn\",\"value\":\"7\"}}");
        BulkRun run = run(Map.of(
                "Condition.ndjson", List.of(byIdentifier),
                "Patient.ndjson", List.of(PATIENT.formatted("p1"), merged)));

        run.run();

        assertThat(letters(run)).containsExactly("Condition.ndjson 1 unresolved-subject");
        assertThat(gaps(run, "p1", RecordKind.CONDITION)).containsExactly("Condition/c1 unresolved-subject");
    }

    @Test
    void twoPatientsOfOneIdAreNotScreened() throws IOException {
        BulkRun run = run(Map.of(
                "Patient.ndjson",
                List.of(
                        PATIENT.formatted("p1"),
                        PATIENT.formatted("p1").replace("1980", "1981"),
                        PATIENT.formatted("p2")),
                "Condition.ndjson",
                List.of(CONDITION.formatted("c1", "p1"))));

        BulkStatistics statistics = run.run();

        assertThat(run.screenings).containsOnlyKeys("p2");
        assertThat(letters(run))
                .containsExactly(
                        "Condition.ndjson 1 ambiguous-patient",
                        "Patient.ndjson 1 ambiguous-patient",
                        "Patient.ndjson 2 ambiguous-patient");
        assertThat(statistics.flow().get(1).fellOut()).containsExactly(new FlowStep.FallOut("ambiguous", 1));
    }

    @Test
    void aSubjectByIdentifierIsResolvedAndAMergedPatientIsNotScreened() throws IOException {
        String identified = PATIENT.formatted("p1")
                .replace("\"gender\"", "\"identifier\":[{\"system\":\"urn:mrn\",\"value\":\"7\"}],\"gender\"");
        String merged = PATIENT.formatted("old")
                .replace(
                        "\"gender\"",
                        "\"active\":false,\"link\":[{\"type\":\"replaced-by\",\"other\":{\"reference\":\"Patient/p1\"}}],\"gender\"");
        String byIdentifier = CONDITION
                .formatted("c1", "x")
                .replace("{\"reference\":\"Patient/x\"}", "{\"identifier\":{\"system\":\"urn:mrn\",\"value\":\"7\"}}");
        BulkRun run = run(Map.of(
                "a.ndjson",
                        List.of(
                                byIdentifier,
                                byIdentifier.replace("\"7\"", "\"8\"").replace("c1", "c3")),
                "b.ndjson", List.of(identified, merged, CONDITION.formatted("c2", "old"))));

        BulkStatistics statistics = run.run();

        assertThat(run.screenings).containsOnlyKeys("p1");
        assertThat(statistics.lines().screened()).isEqualTo(2);
        assertThat(statistics.lines().irrelevant()).isEqualTo(1);
        assertThat(letters(run)).containsExactly("a.ndjson 2 unresolved-subject", "b.ndjson 3 unresolved-subject");
        assertThat(gaps(run, "p1", RecordKind.CONDITION)).containsExactly("Condition/c2 unresolved-subject");
    }

    @Test
    void aFileThatEndsWithinALineMakesItsKindIncompleteForEverybody() throws IOException {
        BulkRun run = run(Map.of("Patient.ndjson", List.of(PATIENT.formatted("p1"))));
        Files.writeString(
                folder.resolve("in/Condition.ndjson"), CONDITION.formatted("c1", "p1") + "\n{\"resourceType\":\"Cond");

        run.run();

        assertThat(gaps(run, "p1", RecordKind.CONDITION)).containsExactly("Condition.ndjson ends within a line");
        assertThat(run.screenings.get("p1").finding("hiv")).contains(Finding.UNKNOWN);
    }

    @Test
    void aBrokenCompressedFileIsSaidAndTheOthersGoOn() throws IOException {
        BulkRun run = run(Map.of("Patient.ndjson", List.of(PATIENT.formatted("p1"))));
        Path file = compressed("Condition.ndjson.gz", List.of(CONDITION.formatted("c1", "p1")));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 12));

        run.run();

        assertThat(said).anyMatch(line -> line.startsWith("Condition.ndjson.gz: it cannot be read to its end"));
        assertThat(gaps(run, "p1", RecordKind.CONDITION))
                .containsExactly("Condition.ndjson.gz could not be read to its end");
    }

    @Test
    void aWarningOfTheExportMakesItsKindIncomplete() throws IOException {
        BulkRun run = run(
                Map.of(
                        "Patient.ndjson",
                        List.of(PATIENT.formatted("p1")),
                        "Condition.ndjson",
                        List.of(
                                CONDITION.formatted("c1", "p1"),
                                "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"timeout\"}]}")));

        run.run();

        assertThat(((Reading.Incomplete) run.screenings.get("p1").readings().get(RecordKind.CONDITION)).gaps())
                .containsExactly(new Gap(Gap.Cause.SERVER_WARNING, "timeout"));
        assertThat(letters(run)).containsExactly("Condition.ndjson 2 export-warning");
    }

    @Test
    void nothingToScreenIsSaid() throws IOException {
        Files.createDirectories(folder.resolve("in"));
        BulkRun empty = new BulkRun(folder.resolve("in"), folder.resolve("out1"));
        assertThatThrownBy(empty::run).isInstanceOf(BulkInputException.class).hasMessageContaining("no .ndjson");
        BulkRun missing = new BulkRun(folder.resolve("none"), folder.resolve("out2"));
        assertThatThrownBy(missing::run).isInstanceOf(BulkInputException.class);
        BulkRun noPatient = run(Map.of("Condition.ndjson", List.of(CONDITION.formatted("c1", "p1"))));
        assertThatThrownBy(noPatient::run)
                .isInstanceOf(BulkInputException.class)
                .hasMessageContaining("nobody");
        assertThat(letters(noPatient)).containsExactly("Condition.ndjson 1 unresolved-subject");
    }

    @Test
    void anOutputFolderThatHoldsSomethingIsLeftAlone() throws IOException {
        BulkRun run = run(Map.of("Patient.ndjson", List.of(PATIENT.formatted("p1"))));
        Files.createDirectories(run.out);
        Files.writeString(run.out.resolve("mine.txt"), "mine");

        assertThatThrownBy(run::run).isInstanceOf(BulkFolderException.class).hasMessageContaining("not empty");
        assertThat(Files.list(run.out)).containsExactly(run.out.resolve("mine.txt"));
    }

    @Test
    void aRunThatBrokeOffIsGoneOnWithAndGivesTheSame() throws IOException {
        List<String> patients = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            patients.add(PATIENT.formatted("p" + i));
            conditions.add(CONDITION.formatted("c" + i, "p" + i));
        }
        Map<String, List<String>> files = Map.of("Patient.ndjson", patients, "Condition.ndjson", conditions);
        BulkRun whole = run(files);
        whole.run();
        BulkRun broken = new BulkRun(folder.resolve("in"), folder.resolve("out-broken"))
                .threads(1)
                .exactly(() -> new ExactLineReader(new Origin(URI.create(BulkRun.BASE))))
                .telling(new Interrupting("screening"));

        assertThatThrownBy(broken::run).isInstanceOf(Interruption.class);
        assertThat(Files.exists(broken.out.resolve("observations.ndjson"))).isFalse();
        assertThatThrownBy(broken::run).isInstanceOf(BulkFolderException.class).hasMessageContaining("--resume");
        LineReader never = (line, from, to) -> {
            throw new AssertionError("a line is read again");
        };
        BulkRun resumed = new BulkRun(folder.resolve("in"), broken.out).resume().exactly(() -> never);
        resumed.run();

        assertThat(resumed.lines("observations.ndjson")).isEqualTo(whole.lines("observations.ndjson"));
        assertThat(resumed.lines("findings.ndjson")).isEqualTo(whole.lines("findings.ndjson"));
    }

    @Test
    void aRunThatIsGoneOnWithMayGiveAnotherForm() throws IOException {
        BulkRun broken = run(Map.of("Patient.ndjson", List.of(PATIENT.formatted("p1"), PATIENT.formatted("p2"))))
                .telling(new Interrupting("screening"));
        assertThatThrownBy(broken::run).isInstanceOf(Interruption.class);

        BulkRun resumed = new BulkRun(folder.resolve("in"), broken.out).resume().as(FindingsForm.CSV);
        resumed.run();

        assertThat(resumed.lines("findings.csv")).hasSize(3);
        assertThat(resumed.out.resolve("findings.ndjson")).doesNotExist();
    }

    @Test
    void aFullDiskIsSaidAndWhatWasDoneIsGoneOnWith() throws IOException {
        BulkRun run = run(Map.of(
                        "Patient.ndjson", List.of(PATIENT.formatted("p1")),
                        "Condition.ndjson", List.of(CONDITION.formatted("c1", "p1"))))
                .writing((screening, to) -> {
                    throw new IOException("No space left on device");
                });

        assertThatThrownBy(run::run)
                .isInstanceOf(BulkOutputException.class)
                .hasRootCauseMessage("No space left on device");
        assertThat(Files.exists(run.out.resolve("observations.ndjson"))).isFalse();
        BulkRun resumed = new BulkRun(folder.resolve("in"), run.out).resume();
        assertThat(resumed.run().patients()).isEqualTo(1);
        assertThat(resumed.lines("observations.ndjson")).hasSize(1);
    }

    @Test
    void anotherInputIsNotResumed() throws IOException {
        BulkRun run =
                run(Map.of("Patient.ndjson", List.of(PATIENT.formatted("p1")))).telling(new Interrupting("screening"));
        assertThatThrownBy(run::run).isInstanceOf(Interruption.class);
        Files.writeString(folder.resolve("in/Patient.ndjson"), PATIENT.formatted("p2") + "\n\n");

        assertThatThrownBy(() ->
                        new BulkRun(folder.resolve("in"), run.out).resume().run())
                .isInstanceOf(BulkFolderException.class)
                .hasMessageContaining("another one");
    }

    @Test
    void aRunOfASiteWithOtherKindsIsNotResumed() throws IOException {
        BulkRun run =
                run(Map.of("Patient.ndjson", List.of(PATIENT.formatted("p1")))).telling(new Interrupting("screening"));
        assertThatThrownBy(run::run).isInstanceOf(Interruption.class);
        BulkRun other = new BulkRun(folder.resolve("in"), run.out).without(Set.of(RecordKind.PROCEDURE));

        assertThatThrownBy(() -> other.resume().run())
                .isInstanceOf(BulkFolderException.class)
                .hasMessageContaining("another one");
        assertThat(new BulkRun(folder.resolve("in"), run.out).resume().run().patients())
                .isEqualTo(1);
    }

    private BulkRun run(Map<String, List<String>> files) throws IOException {
        BulkRun.write(folder.resolve("in"), files);
        return new BulkRun(folder.resolve("in"), folder.resolve("out")).telling(new BulkProgress() {
            @Override
            public void begin(String stage, long total, String unit) {
                // Only what is said counts here.
            }

            @Override
            public void advance(long done) {
                // As above.
            }

            @Override
            public void end() {
                // As above.
            }

            @Override
            public void say(String line) {
                said.add(line);
            }
        });
    }

    private Path compressed(String name, List<String> lines) throws IOException {
        Path file = folder.resolve("in").resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private static List<String> letters(BulkRun run) throws IOException {
        List<String> letters = new ArrayList<>();
        for (String line : run.lines("dead-letters.ndjson")) {
            JsonNode letter = JSON.readTree(line);
            letters.add(letter.path("file").asText() + " " + letter.path("line").asInt() + " "
                    + letter.path("reason").asText());
        }
        return letters;
    }

    private static List<String> gaps(BulkRun run, String patient, RecordKind kind) {
        return run.screenings.get(patient).readings().get(kind) instanceof Reading.Incomplete incomplete
                ? incomplete.gaps().stream().map(Gap::detail).toList()
                : List.of();
    }

    private static Set<String> names(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private static final class Interruption extends RuntimeException {}

    /** Breaks a run off when a stage begins. */
    private record Interrupting(String atStage) implements BulkProgress {
        @Override
        public void begin(String stage, long total, String unit) {
            if (stage.equals(atStage)) {
                throw new Interruption();
            }
        }

        @Override
        public void advance(long done) {
            // Goes on.
        }

        @Override
        public void end() {
            // Goes on.
        }

        @Override
        public void say(String line) {
            // Nobody listens.
        }
    }
}
