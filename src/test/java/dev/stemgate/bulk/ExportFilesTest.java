// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stemgate.model.Finding;
import dev.stemgate.model.Gap;
import dev.stemgate.model.Reading;
import dev.stemgate.model.RecordKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as exporters, downloads and copies leave them: what is missing of them is known to be missing. */
class ExportFilesTest {

    private static final String PATIENT =
            "{\"resourceType\":\"Patient\",\"id\":\"%s\",\"birthDate\":\"1980-05-01\",\"gender\":\"male\"}";
    private static final String CONDITION = "{\"resourceType\":\"Condition\",\"id\":\"%s\",\"code\":{\"coding\":[{"
            + "\"system\":\"http://snomed.info/sct\",\"code\":\"38341003\",\"display\":\"Hypertension\"}]},"
            + "\"subject\":{\"reference\":\"Patient/%s\"}}";
    private static final String REQUEST = "{\"resourceType\":\"MedicationRequest\",\"id\":\"%s\",\"status\":\"active\","
            + "\"intent\":\"order\",\"medicationCodeableConcept\":{\"text\":\"warfarin\"},"
            + "\"subject\":{\"reference\":\"Patient/%s\"}}";

    @TempDir
    Path folder;

    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, long[]> progress = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(
            strings = {"1.Condition.ndjson", "Condition-000.ndjson", "export_Condition_7.ndjson", "Condition.NDJSON"})
    void anEmptyFileSaysWhereverItsNameNamesTheKindThatThereAreNone(String name) throws IOException {
        BulkRun run = run(Map.of("2.Patient.ndjson", List.of(PATIENT.formatted("p1")), name, List.of()));

        run.run();

        assertThat(run.screenings.get("p1").readings())
                .containsEntry(RecordKind.CONDITION, Reading.COMPLETE)
                .containsEntry(RecordKind.MEDICATION_REQUEST, Reading.NOT_SERVED);
    }

    @Test
    void aLineThatDoesNotSayWhatItIsShowsOfNoKindThatItWasExported() throws IOException {
        BulkRun run = run(Map.of("all.ndjson", List.of(PATIENT.formatted("p1"), CONDITION.formatted("c1", "p1"), "x")));

        run.run();

        assertThat(run.screenings.get("p1").readings())
                .containsEntry(RecordKind.CONDITION, Reading.COMPLETE)
                .containsEntry(RecordKind.MEDICATION_REQUEST, Reading.NOT_SERVED);
        assertThat(run.screenings.get("p1").finding("immunosuppressant-therapy"))
                .contains(Finding.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Condition.2.ndjson.part", "Condition.2.ndjson.gz.crdownload", "Condition.2.ndjson.zip"})
    void aPartThatWasNotFetchedOrIsPackedOtherwiseIsMissingForEverybody(String name) throws IOException {
        BulkRun run = run(Map.of(
                "Patient.ndjson",
                List.of(PATIENT.formatted("p1")),
                "Condition.1.ndjson",
                List.of(CONDITION.formatted("c1", "p1")),
                name,
                List.of("PK")));

        run.run();

        assertThat(gaps(run, "p1", RecordKind.CONDITION)).containsExactly(name + " could not be read to its end");
        assertThat(said).singleElement().asString().startsWith(name + ": it cannot be read to its end");
    }

    @Test
    void aCompressedFileWithADamagedSecondHalfIsNotTakenForWhole() throws IOException {
        byte[] first = gzip(CONDITION.formatted("c1", "p1") + "\n");
        byte[] second = gzip(CONDITION.formatted("c2", "p1") + "\n");
        second[0] = 0x20;
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        BulkRun run = run(Map.of("Patient.ndjson", List.of(PATIENT.formatted("p1"))));
        Files.write(folder.resolve("in/Condition.ndjson.gz"), both.toByteArray());

        run.run();

        assertThat(gaps(run, "p1", RecordKind.CONDITION))
                .containsExactly("Condition.ndjson.gz could not be read to its end");
    }

    @Test
    void aFileThatWasCutShortLacksAlsoTheKindsThatItsNameDoesNotName() throws IOException {
        BulkRun run = run(Map.of());
        Files.writeString(
                folder.resolve("in/Patient.ndjson"),
                PATIENT.formatted("p1") + "\n" + CONDITION.formatted("c1", "p1") + "\n" + REQUEST.formatted("m1", "p1")
                        + "\n{\"resourceTy");

        run.run();

        assertThat(gaps(run, "p1", RecordKind.CONDITION)).containsExactly("Patient.ndjson ends within a line");
        assertThat(gaps(run, "p1", RecordKind.MEDICATION_REQUEST)).containsExactly("Patient.ndjson ends within a line");
    }

    @Test
    void aLineThatIsTooLongMakesIncompleteWhomItNames() throws IOException {
        String filler = "x".repeat(20 << 20);
        String long1 = CONDITION
                .formatted("big1", "p1")
                .replace("\"code\":{", "\"note\":[{\"text\":\"" + filler + "\"}],\"code\":{");
        String long2 = CONDITION.formatted("big2", "p2").replace("\"Hypertension\"", "\"" + filler + "\"");
        BulkRun run = run(Map.of(
                "Patient.ndjson", List.of(PATIENT.formatted("p1"), PATIENT.formatted("p2"), PATIENT.formatted("p3")),
                "Condition.ndjson",
                        List.of(
                                CONDITION.formatted("c1", "p1"),
                                long1,
                                CONDITION.formatted("c2", "p2"),
                                long2,
                                CONDITION.formatted("c3", "p3"))));

        BulkStatistics statistics = run.run();

        assertThat(gaps(run, "p1", RecordKind.CONDITION)).containsExactly("Condition/big1 unreadable");
        assertThat(gaps(run, "p2", RecordKind.CONDITION)).containsExactly("Condition/big2 unreadable");
        assertThat(gaps(run, "p3", RecordKind.CONDITION)).isEmpty();
        assertThat(statistics.lines().lines()).isEqualTo(8);
        assertThat(progress.get("reading")[1]).isEqualTo(progress.get("reading")[0]);
    }

    @Test
    void aBundleInALineMakesIncompleteEverybodyItNames() throws IOException {
        String bundle = "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":" + CONDITION.formatted("c1", "p1")
                + "},{\"resource\":" + CONDITION.formatted("c2", "p2") + "}]}";
        BulkRun run = run(Map.of(
                "Patient.ndjson", List.of(PATIENT.formatted("p1"), PATIENT.formatted("p2"), PATIENT.formatted("p3")),
                "Condition.ndjson", List.of(bundle)));

        run.run();

        assertThat(gaps(run, "p1", RecordKind.CONDITION)).containsExactly("Bundle/ unreadable");
        assertThat(gaps(run, "p2", RecordKind.CONDITION)).containsExactly("Bundle/ unreadable");
        assertThat(gaps(run, "p3", RecordKind.CONDITION)).isEmpty();
    }

    @Test
    void progressOfACompressedFileIsThatOfItsBytesOnTheDisk() throws IOException {
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            conditions.add(CONDITION.formatted("c" + i, "p1"));
        }
        BulkRun run = run(Map.of("Patient.ndjson", List.of(PATIENT.formatted("p1"))));
        Files.write(folder.resolve("in/Condition.ndjson.gz"), gzip(String.join("\n", conditions) + "\n"));

        run.run();

        assertThat(progress.get("reading")[1]).isEqualTo(progress.get("reading")[0]);
    }

    @Test
    void whereThereIsNothingOfAPatientNothingIsLeftBehind() throws IOException {
        BulkRun run = run(Map.of("Patient.ndjson", List.of()));

        assertThatThrownBy(run::run).isInstanceOf(BulkInputException.class).hasMessageContaining("no Patient");

        assertThat(run.out).isEmptyDirectory();
    }

    @Test
    void whereNoLineCanBeReadTheDeadLettersSaySo() throws IOException {
        BulkRun run = run(Map.of());
        Files.write(
                folder.resolve("in/Patient.ndjson"),
                (PATIENT.formatted("p1") + "\n").getBytes(StandardCharsets.UTF_16LE));

        assertThatThrownBy(run::run).isInstanceOf(BulkInputException.class).hasMessageContaining("dead-letters.ndjson");

        assertThat(run.lines("dead-letters.ndjson")).isNotEmpty();
        assertThat(new ObjectMapper()
                        .readTree(run.out.resolve("summary.json").toFile())
                        .path("patients")
                        .asInt())
                .isZero();
    }

    @Test
    void aPatientWhoseOwnLineIsADeadLetterFallsOutOfTheFlow() throws IOException {
        BulkRun run = run(Map.of(
                "Patient.ndjson",
                List.of(
                        PATIENT.formatted("p1"),
                        PATIENT.formatted("p2").replace("}", ",}"),
                        PATIENT.formatted("p3").replace("}", ",\"modifierExtension\":[{\"url\":\"urn:x\"}]}")),
                "Condition.ndjson",
                List.of(CONDITION.formatted("c1", "p2"))));

        BulkStatistics statistics = run.run();

        assertThat(statistics.flow().get(0).remaining()).isEqualTo(3);
        assertThat(statistics.flow().get(1).fellOut()).containsExactly(new FlowStep.FallOut("unreadable", 2));
        assertThat(statistics.patients()).isEqualTo(1);
        assertThat(statistics.incomplete()).contains(new BulkStatistics.IncompleteCount("Condition", "empty", 1));
    }

    @Test
    void aFileThatIsNamedAfterAPatientIsNotNamedInTheRecordsOfOthers() throws IOException {
        BulkRun run = run(Map.of("Patient.ndjson", List.of(PATIENT.formatted("p1"))));
        Files.writeString(folder.resolve("in/Miller_Anna_4711.ndjson"), PATIENT.formatted("p2") + "\n{\"resour");

        run.run();

        assertThat(gaps(run, "p1", RecordKind.CONDITION)).containsExactly("file 1 of the export ends within a line");
        for (String result : List.of("observations.ndjson", "report.html")) {
            assertThat(run.out.resolve(result)).content().doesNotContain("Miller", "4711");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Condition.000.ndjson", "1.Patient.ndjson.gz", "bulk-export_MedicationRequest_12.ndjson"})
    void aNameThatSaysNothingOfAPersonIsRepeated(String name) {
        assertThat(FileLabel.of(name, 3)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna.ndjson", "123456789.ndjson", "Patient-20240131.ndjson", "Condition Müller.ndjson"})
    void aNameThatMayNameAPersonIsNotRepeated(String name) {
        assertThat(FileLabel.of(name, 3)).isEqualTo("file 4 of the export");
    }

    @Test
    void resultsInAFolderThatIsOpenToOthersAreForTheirOwner() throws IOException {
        BulkRun run = run(Map.of("Patient.ndjson", List.of(PATIENT.formatted("p1"))));
        Files.createDirectory(run.out);
        Files.setPosixFilePermissions(run.out, PosixFilePermissions.fromString("rwxr-xr-x"));

        run.run();

        try (Stream<Path> results = Files.list(run.out)) {
            assertThat(results).hasSize(5).allSatisfy(result -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(result)))
                    .isEqualTo("rw-------"));
        }
    }

    @Test
    void aRunThatIsFinishedIsNotGoneOnWith() throws IOException {
        BulkRun run = run(Map.of("Patient.ndjson", List.of(PATIENT.formatted("p1"))));
        run.run();

        assertThatThrownBy(() -> run.resume().run())
                .isInstanceOf(BulkFolderException.class)
                .hasMessageContaining("finished");
    }

    @Test
    void aFileInPlaceOfAFolderIsSaid() throws IOException {
        BulkRun run = run(Map.of("Patient.ndjson", List.of(PATIENT.formatted("p1"))));
        Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> new BulkRun(folder.resolve("in"), folder.resolve("file")).run())
                .isInstanceOf(BulkFolderException.class)
                .hasMessageContaining("a file is where a folder should be");
        assertThatThrownBy(() -> new BulkRun(folder.resolve("in/Patient.ndjson"), run.out).run())
                .isInstanceOf(BulkInputException.class)
                .hasMessageContaining("this is a file");
    }

    private BulkRun run(Map<String, List<String>> files) throws IOException {
        BulkRun.write(folder.resolve("in"), files);
        return new BulkRun(folder.resolve("in"), folder.resolve("out")).telling(new Listening());
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(file)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file.toByteArray();
    }

    private static List<String> gaps(BulkRun run, String patient, RecordKind kind) {
        return run.screenings.get(patient).readings().get(kind) instanceof Reading.Incomplete incomplete
                ? incomplete.gaps().stream().map(Gap::detail).toList()
                : List.of();
    }

    /** Keeps of each stage what there was to do and what was done. */
    private final class Listening implements BulkProgress {

        private long[] stage = new long[2];

        @Override
        public synchronized void begin(String name, long total, String unit) {
            stage = new long[] {total, 0};
            progress.put(name, stage);
        }

        @Override
        public synchronized void advance(long done) {
            stage[1] += done;
        }

        @Override
        public void end() {
            // The stage stays as it is.
        }

        @Override
        public void say(String line) {
            said.add(line);
        }
    }
}
