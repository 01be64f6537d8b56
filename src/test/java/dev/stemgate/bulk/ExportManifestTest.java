// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An export and its manifest: what the manifest names and the folder lacks makes no finding absent. */
class ExportManifestTest {

    private static final String PATIENT =
            "{\"resourceType\":\"Patient\",\"id\":\"p1\",\"birthDate\":\"1980-05-01\",\"gender\":\"male\"}";
    private static final String HYPERTENSION = "{\"resourceType\":\"Condition\",\"id\":\"%s\",\"code\":{\"coding\":[{"
            + "\"system\":\"http://snomed.info/sct\",\"code\":\"38341003\",\"display\":\"Hypertension\"}]},"
            + "\"subject\":{\"reference\":\"Patient/p1\"}}";
    private static final String WARFARIN =
            "{\"resourceType\":\"MedicationRequest\",\"id\":\"m1\",\"status\":\"active\","
                    + "\"intent\":\"order\",\"medicationCodeableConcept\":{\"coding\":[{\"system\":"
                    + "\"http://www.nlm.nih.gov/research/umls/rxnorm\",\"code\":\"11289\",\"display\":\"warfarin\"}]},"
                    + "\"subject\":{\"reference\":\"Patient/p1\"}}";

    @TempDir
    Path folder;

    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, List<String>> files = new TreeMap<>(Map.of(
            "Patient.ndjson", List.of(PATIENT),
            "Condition.1.ndjson", List.of(HYPERTENSION.formatted("c1")),
            "MedicationRequest.ndjson", List.of(WARFARIN)));

    @Test
    void anExportWithAllFilesAndLinesOfItsManifestIsWhole() throws IOException {
        files.put(
                "Condition.1.ndjson",
                List.of("", HYPERTENSION.formatted("c1"), "  ", HYPERTENSION.formatted("c2"), ""));
        BulkRun run = run(manifest(
                item("Patient", "Patient.ndjson?token=a/b", ",\"count\":1"),
                item("Condition", "Condition.1.ndjson", ",\"count\":2"),
                item("MedicationRequest", "MedicationRequest.ndjson", "")));

        BulkStatistics statistics = run.run();

        assertThat(said).isEmpty();
        assertThat(statistics.missing()).isEmpty();
        assertThat(statistics.passedOver()).isEmpty();
        assertThat(statistics.lines().lines()).isEqualTo(7);
        assertThat(run.screenings.get("p1").finding("hiv")).contains(Finding.ABSENT);
    }

    @Test
    void aFileThatWasNotFetchedMakesNothingAbsent() throws IOException {
        BulkRun run = run(manifest(
                item("Patient", "Patient.ndjson", ""),
                item("Condition", "Condition.1.ndjson", ""),
                item("Condition", "Condition.2.ndjson", ",\"count\":7"),
                item("MedicationRequest", "MedicationRequest.ndjson", ""),
                item("Encounter", "Encounter.ndjson", "")));

        BulkStatistics statistics = run.run();

        String words = "Condition.2.ndjson (Condition) is not in the folder";
        assertThat(statistics.missing()).containsExactly(words);
        assertThat(said)
                .containsExactly("manifest.json: " + words + "; what depends on it is unknown for every patient");
        assertThat(gaps(run)).isEqualTo(Map.of(RecordKind.CONDITION, List.of(words)));
        assertThat(run.screenings.get("p1").finding("hiv")).contains(Finding.UNKNOWN);
        assertThat(Files.readString(run.out.resolve("report.html"))).contains(words);
        assertThat(Files.readString(run.out.resolve("observations.ndjson"))).contains(words);
    }

    @Test
    void manyMissingFilesAreOneSentence() throws IOException {
        List<String> items = new ArrayList<>(List.of(item("Patient", "Patient.ndjson", "")));
        for (int i = 1; i <= 9; i++) {
            items.add(item("Condition", "Condition." + i + ".ndjson", ""));
        }
        BulkRun run = run(manifest(items.toArray(String[]::new)));

        assertThat(run.run().missing())
                .containsExactly("1 of 9 files of type Condition in the manifest are in the folder");
        assertThat(said)
                .singleElement()
                .asString()
                .contains("not Condition.2.ndjson", "Condition.6.ndjson (Condition) and 3 more;");
    }

    @Test
    void aMissingFileThatMayBeNamedAfterAPatientIsNotNamed() throws IOException {
        BulkRun run = run(manifest(item("Patient", "Patient.ndjson", ""), item("Condition", "Miller_Anna.ndjson", "")));

        assertThat(run.run().missing()).containsExactly("file 2 of the manifest (Condition) is not in the folder");
        assertThat(said).noneMatch(line -> line.contains("Miller"));
    }

    @ParameterizedTest
    @CsvSource({
        "Condition.1.ndjson.gz, Condition.1.ndjson",
        "Condition.1, Condition.1.ndjson",
        "Condition%2E1.ndjson?sig=a%2Fb#x, Condition.1.ndjson",
        "export%2FCondition.1.ndjson, Condition.1.ndjson",
        "Condition.1.ndjson, Condition.1 (1).ndjson",
        "Condition.100%.ndjson, Condition.100%.ndjson",
        "Condition+1.ndjson, Condition+1.ndjson"
    })
    void aDownloadMayChangeTheEndOfAName(String address, String name) throws IOException {
        files.put(name, files.remove("Condition.1.ndjson"));
        BulkRun run = run(manifest(item("Patient", "Patient.ndjson", ""), item("Condition", address, ",\"count\":1")));

        assertThat(run.run().missing()).isEmpty();
        assertThat(said).isEmpty();
    }

    @Test
    void aFileMayHaveBeenCompressedAndOneThatIsThereTwiceCountsOnce() throws IOException {
        BulkRun run = run(manifest(
                item("Patient", "Patient.ndjson", ""),
                item("Condition", "Condition.1.ndjson", ",\"count\":1"),
                item("MedicationRequest", "MedicationRequest.ndjson", ",\"count\":1")));
        gzip("Condition.1.ndjson", HYPERTENSION.formatted("c1"));
        gzip("MedicationRequest.ndjson", WARFARIN);
        Files.delete(folder.resolve("in/MedicationRequest.ndjson"));

        assertThat(run.run().missing()).isEmpty();
        assertThat(said).isEmpty();
    }

    @Test
    void aFileWhoseNameDoesNotEndAsItShouldIsSaidToBeThere() throws IOException {
        files.put("eAbc", List.of(HYPERTENSION.formatted("c2")));
        BulkRun run = run(manifest(item("Patient", "Patient.ndjson", ""), item("Condition", "eAbc", "")));

        assertThat(run.run().missing()).containsExactly("file 2 of the manifest (Condition) is not in the folder");
        assertThat(said).hasSize(2).anyMatch(line -> line.contains("its name does not end in .ndjson"));
    }

    @Test
    void aPartThatWasNotFetchedToItsEndIsMissingOnce() throws IOException {
        files.put("Condition.2.ndjson.part", List.of("x"));
        BulkRun run = run(manifest(
                item("Condition", "Condition.1.ndjson", ""), item("Condition", "Condition.2.ndjson", ",\"count\":3")));

        assertThat(run.run().missing()).containsExactly("Condition.2.ndjson.part could not be read to its end");
    }

    @Test
    void fewerLinesThanCountedMakeNothingAbsent() throws IOException {
        files.put("Condition.1.ndjson", List.of(HYPERTENSION.formatted("c1"), "", HYPERTENSION.formatted("c1"), "x"));
        BulkRun run = run(manifest(
                item("Patient", "Patient.ndjson", ",\"count\":1"),
                item("Condition", "Condition.1.ndjson", ",\"count\":4"),
                item("MedicationRequest", "MedicationRequest.ndjson", "")));

        BulkStatistics statistics = run.run();

        String words = "Condition.1.ndjson (Condition) has 3 lines, and by the manifest 4";
        assertThat(statistics.missing()).containsExactly(words);
        assertThat(said)
                .containsExactly("manifest.json: " + words + "; what depends on it is unknown for every patient");
        assertThat(gaps(run).get(RecordKind.CONDITION)).contains(words);
        assertThat(run.screenings.get("p1").finding("hiv")).contains(Finding.UNKNOWN);
    }

    @Test
    void moreLinesThanCountedAreOnlySaid() throws IOException {
        files.put("Condition.1.ndjson", List.of(HYPERTENSION.formatted("c1"), HYPERTENSION.formatted("c2")));
        BulkRun run = run(manifest(
                item("Patient", "Patient.ndjson", ""), item("Condition", "Condition.1.ndjson", ",\"count\":1")));

        assertThat(run.run().missing()).isEmpty();
        assertThat(said)
                .containsExactly("manifest.json: Condition.1.ndjson (Condition) has 2 lines, and by the manifest 1;"
                        + " all of them are read");
        assertThat(run.screenings.get("p1").finding("hiv")).contains(Finding.ABSENT);
    }

    @Test
    void filesThatWereRenamedAreComparedByType() throws IOException {
        BulkRun run = run(manifest(
                item("Patient", "a1.ndjson", ""),
                item("Condition", "a2.ndjson", ""),
                item("Condition", "a3.ndjson", ""),
                item("Condition", "a4.ndjson", ""),
                item("MedicationRequest", "a5.ndjson", "")));

        String words = "1 of 3 files of type Condition in the manifest are in the folder";
        assertThat(run.run().missing()).containsExactly(words);
        assertThat(gaps(run)).isEqualTo(Map.of(RecordKind.CONDITION, List.of(words)));
        assertThat(said).singleElement().asString().startsWith("manifest.json: " + words + "; what");
    }

    @Test
    void filesThatWerePutTogetherAreWholeWhenTheirLinesAre() throws IOException {
        files.put("Condition.ndjson", List.of(HYPERTENSION.formatted("c1"), HYPERTENSION.formatted("c2")));
        files.remove("Condition.1.ndjson");
        String[] items = {
            item("Patient", "a1", ""),
            item("Condition", "a2", ",\"count\":1"),
            item("Condition", "a3", ",\"count\":1"),
            item("MedicationRequest", "a4", "")
        };
        assertThat(run(manifest(items)).run().missing()).isEmpty();

        items[2] = item("Condition", "a3", ",\"count\":2");
        BulkRun again = run(manifest(items), "again");
        assertThat(again.run().missing())
                .containsExactly("2 files of type Condition have 2 lines, and by the manifest 3");
    }

    @Test
    void aTypeWithoutAnyFileIsMissingAlsoWhereFilesWereRenamed() throws IOException {
        BulkRun run = run(manifest(
                item("Patient", "a1", ""),
                item("Condition", "a2", ""),
                item("MedicationRequest", "a3", ""),
                item("Medication", "a4", "")));

        run.run();

        assertThat(gaps(run).keySet())
                .containsExactlyInAnyOrder(RecordKind.MEDICATION_REQUEST, RecordKind.MEDICATION_STATEMENT);
    }

    @Test
    void whereNeitherNamesNorTypesTellThatIsSaid() throws IOException {
        files.put("one.ndjson", List.of(HYPERTENSION.formatted("c2")));
        BulkRun run =
                run(manifest(item("Patient", "a1", ""), item("Condition", "a2", ""), item("Condition", "a3", "")));

        assertThat(run.run().missing()).isEmpty();
        assertThat(said).singleElement().asString().contains("other names", "cannot be told");
    }

    @Test
    void filesOfOneNameOfWhichOneWroteOverTheOthersAreMissing() throws IOException {
        files.clear();
        files.put("part-0.ndjson", List.of(PATIENT));
        BulkRun run = run(manifest(
                item("Patient", "Patient/part-0.ndjson", ""), item("Condition", "Condition/part-0.ndjson", "")));

        run.run();

        assertThat(gaps(run).keySet()).contains(RecordKind.CONDITION);
    }

    @Test
    void anAddressThatStandsThereTwiceIsOneFile() throws IOException {
        BulkRun run = run(manifest(
                item("Condition", "Condition.1.ndjson", ",\"count\":1"),
                item("Condition", "Condition.1.ndjson", ",\"count\":1")));

        assertThat(run.run().missing()).isEmpty();
    }

    @Test
    void aFileWithoutATypeLacksTheKindsOfItsName() throws IOException {
        BulkRun run = run("{\"output\":[{\"url\":\"https://x.example.org/Patient.ndjson\"},"
                + "{\"url\":\"https://x.example.org/Condition.2.ndjson\"},{\"url\":\"https://x.example.org/\"}]}");

        run.run();

        assertThat(gaps(run).keySet()).isEqualTo(EnumSet.allOf(RecordKind.class));

        BulkRun other = run(
                "{\"output\":[{\"url\":\"https://x.example.org/Patient.ndjson\"},"
                        + "{\"type\":7,\"url\":\"https://x.example.org/Condition.2.ndjson\"}]}",
                "other");
        other.run();
        assertThat(gaps(other).keySet()).isEqualTo(Set.of(RecordKind.CONDITION));
    }

    @Test
    void errorsOfTheExportAreSaidAndMakeNothingIncomplete() throws IOException {
        BulkRun run = run("{\"output\":[" + item("Patient", "Patient.ndjson", "") + "],\"error\":["
                + item("OperationOutcome", "e1.ndjson", "") + "," + item("OperationOutcome", "e2.ndjson", "") + "]}");

        assertThat(run.run().missing()).isEmpty();
        assertThat(said)
                .containsExactly("manifest.json: the export itself reported errors, in 2 files; read the"
                        + " OperationOutcomes there");
    }

    @Test
    void aFileOfDeletionsIsNamedAndIsNoDeadLetter() throws IOException {
        files.put(
                "del_1.ndjson",
                List.of("{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"request\":{\"method\":"
                        + "\"DELETE\",\"url\":\"Patient/p1\"}}]}"));
        String deleted = "\"deleted\":[" + item("Bundle", "del_1.ndjson", "") + "]}";
        BulkRun run = run("{\"output\":[" + item("Patient", "Patient.ndjson", "") + "]," + deleted);

        BulkStatistics statistics = run.run();

        assertThat(statistics.deadLetters()).isEmpty();
        assertThat(statistics.missing()).isEmpty();
        assertThat(statistics.input()).hasSize(3);
        assertThat(said)
                .singleElement()
                .asString()
                .startsWith("del_1.ndjson: by the manifest it names deleted records");

        said.clear();
        assertThat(run("{\"output\":[" + item("Patient", "a1", "") + "]," + deleted, "renamed")
                        .run()
                        .deadLetters())
                .as("a file of that name may be any where files were renamed")
                .isNotEmpty();
        assertThat(run(
                                "{\"output\":[" + item("Condition", "del_1.ndjson", "") + "],"
                                        + deleted.replace("del_1", "x/del_1"),
                                "both")
                        .run()
                        .deadLetters())
                .as("a name of both")
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "_since=2026-01-01T00:00:00Z, 9",
        "_type=Patient&_until=2026-01-01, 9",
        "_since=&_outputFormat=ndjson&_type=Patient%2CCondition&patient=Patient%2Fp1, 0",
        "_elements=id%2CCondition.code, 10",
        "_typeFilter=Condition%3Fclinical-status%3Dactive, 1",
        "_typeFilter=Condition%3Fcode%3Da%2CMedicationRequest%3Fstatus%3Dactive&_typeFilter=Patient%3Factive%3Dtrue, 2",
        "_typeFilter=Encounter%3Fstatus%3Dfinished, 0",
        "_typeFilter=%zz, 9"
    })
    void whatWasNotAskedForIsMissingForEverybody(String query, int kinds) throws IOException {
        BulkRun run = run("{\"request\":\"https://x.example.org/fhir/$export?" + query + "\",\"output\":["
                + item("Patient", "Patient.ndjson", "") + "]}");

        BulkStatistics statistics = run.run();

        assertThat(gaps(run)).hasSize(kinds);
        assertThat(said.isEmpty()).isEqualTo(kinds == 0);
        assertThat(statistics.missing().isEmpty()).isEqualTo(kinds == 0);
        assertThat(run.screenings.get("p1").finding("hiv")).contains(kinds == 0 ? Finding.ABSENT : Finding.UNKNOWN);
    }

    @Test
    void anExportSinceADateIsSaidToBeNoWholeHospital() throws IOException {
        run("{\"request\":\"https://x.example.org/$export?_since=2026-01-01\",\"output\":["
                        + item("Patient", "Patient.ndjson", "") + "]}")
                .run();

        assertThat(said)
                .containsExactly(
                        "manifest.json: the export holds only what changed since a date (_since); that is not a"
                                + " whole hospital: every kind of record but Patient is incomplete for every patient");
    }

    @Test
    void aManifestThatGoesOnInAnotherOneIsNotTheWholeExport() throws IOException {
        BulkRun run = run("{\"output\":[" + item("Patient", "Patient.ndjson", "")
                + "],\"link\":[{\"relation\":\"next\",\"url\":\"https://x.example.org/2\"}]}");

        assertThat(run.run().missing()).containsExactly("the export goes on in another manifest, which is not here");
        assertThat(gaps(run)).hasSize(9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"name\":\"app\",\"icons\":[]}",
                "{\"output\":\"x\"}",
                "{\"output\":[{\"type\":\"Condition\"}]}",
                "{\"output\":[\"Condition.ndjson\"]}",
                "{\"output\":[]} {}",
                "{\"output\":[],\"output\":[]}"
            })
    void whatIsNoManifestIsSaidAndIgnored(String text) throws IOException {
        BulkRun run = run(text);

        BulkStatistics statistics = run.run();

        assertThat(said)
                .singleElement()
                .asString()
                .startsWith("manifest.json: it is not the manifest of a bulk export");
        assertThat(statistics.missing()).isEmpty();
        assertThat(statistics.passedOver()).containsExactly("manifest.json");
        assertThat(run.screenings.get("p1").finding("hiv")).contains(Finding.ABSENT);
    }

    @Test
    void aManifestThatCannotBeReadIsSaid() throws IOException {
        BulkRun run = run("{}");
        Files.delete(folder.resolve("in/manifest.json"));
        Files.createDirectory(folder.resolve("in/manifest.json"));

        assertThat(run.run().passedOver()).containsExactly("manifest.json/");
        assertThat(said).singleElement().asString().startsWith("manifest.json: it cannot be read");
    }

    @Test
    void aRunIsNotGoneOnWithAfterTheManifestChanged() throws IOException {
        String whole = manifest(item("Patient", "Patient.ndjson", ""));
        files.put("Condition.1.ndjson", List.of("x"));
        BulkRun broken = run(whole).exactly(() -> (line, from, to) -> {
            throw new IllegalStateException("stopped");
        });
        assertThatThrownBy(broken::run).isInstanceOf(IllegalStateException.class);

        Path manifest = folder.resolve("in/manifest.json");
        Files.writeString(
                manifest, manifest(item("Patient", "Patient.ndjson", ""), item("Condition", "Condition.2.ndjson", "")));
        assertThatThrownBy(() -> again(broken).run())
                .isInstanceOf(BulkFolderException.class)
                .hasMessageContaining("input files");

        Files.writeString(manifest, whole);
        assertThat(again(broken).run().patients()).isEqualTo(1);
    }

    private BulkRun again(BulkRun broken) {
        return new BulkRun(folder.resolve("in"), broken.out)
                .resume()
                .exactly(() -> new ExactLineReader(new Origin(URI.create(BulkRun.BASE))));
    }

    private static String manifest(String... items) {
        return "{\"transactionTime\":\"2026-11-22T00:00:00Z\",\"request\":\"https://x.example.org/fhir/$export\","
                + "\"requiresAccessToken\":true,\"output\":[" + String.join(",", items) + "],\"error\":[]}";
    }

    private static String item(String type, String address, String more) {
        return "{\"type\":\"" + type + "\",\"url\":\"https://x.example.org/out/" + address + "\"" + more + "}";
    }

    private BulkRun run(String manifest) throws IOException {
        return run(manifest, "out");
    }

    private BulkRun run(String manifest, String out) throws IOException {
        BulkRun.write(folder.resolve("in"), files);
        Files.writeString(folder.resolve("in/manifest.json"), manifest);
        return new BulkRun(folder.resolve("in"), folder.resolve(out)).telling(new Said());
    }

    private void gzip(String name, String line) throws IOException {
        try (OutputStream file = new GZIPOutputStream(Files.newOutputStream(folder.resolve("in/" + name + ".gz")))) {
            file.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Map<RecordKind, List<String>> gaps(BulkRun run) {
        return run.screenings.get("p1").readings().entrySet().stream()
                .filter(reading -> reading.getValue() instanceof Reading.Incomplete)
                .collect(Collectors.toMap(Map.Entry::getKey, reading -> ((Reading.Incomplete) reading.getValue())
                        .gaps().stream().map(Gap::detail).toList()));
    }

    /** Keeps what is said. */
    private final class Said implements BulkProgress {

        @Override
        public void begin(String name, long total, String unit) {
            // Only what is said counts here.
        }

        @Override
        public void advance(long done) {
            // Only what is said counts here.
        }

        @Override
        public void end() {
            // Only what is said counts here.
        }

        @Override
        public void say(String line) {
            said.add(line);
        }
    }
}
