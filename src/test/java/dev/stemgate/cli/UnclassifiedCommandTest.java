// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stemgate.deadletter.DeadLetter;
import dev.stemgate.deadletter.LetterFilter;
import dev.stemgate.deadletter.LetterState;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.deadletter.WorkList;
import dev.stemgate.model.Code;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.model.UnclassifiedCode;
import dev.stemgate.route.BridgeFixture;
import dev.stemgate.route.Records;
import dev.stemgate.route.ScreeningCore;
import dev.stemgate.route.StateConnection;
import dev.stemgate.route.config.SettingsReader;
import dev.stemgate.state.Database;
import dev.stemgate.state.Ledger;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The work list from an unknown code to a classified one, on a sandbox EHR with the shipped model. */
@Timeout(300)
class UnclassifiedCommandTest {

    private static final String LOCAL = "http://hospital.example/drugs";

    private static final URI NOWHERE = URI.create("http://127.0.0.1:9/fhir");

    @TempDir
    Path folder;

    private Path localCodes;
    private Path list;

    @BeforeEach
    void writeSettings() throws IOException {
        localCodes = Files.createDirectories(folder.resolve("local-codes"));
        list = folder.resolve("todo.csv");
        settings(NOWHERE);
    }

    @Test
    void anUnknownDrugIsClassifiedByTheWorkListAndItsPatientsAreScreenedAgain() throws IOException {
        try (BridgeFixture fixture = twoWhoTakeAnUnknownDrug()) {
            assertThat(outcome(fixture, "anna")).isEqualTo(Outcome.INDETERMINATE);
            assertThat(outcome(fixture, "clara")).isEqualTo(Outcome.NO_CONTRAINDICATION_FOUND);
            fixture.stopBridge();
            settings(fixture.sandbox().baseUrl());

            Said exported = unclassified("--export", list.toString());
            assertThat(exported.code()).isZero();
            assertThat(exported.err()).contains("2 code(s) or text(s) to classify");
            assertTheListIsRight(Files.readAllLines(list));

            Files.writeString(
                    list,
                    Files.readString(list)
                            .replace(
                                    "Zaubertrank,drug,,,,",
                                    "Zaubertrank,drug,recent-cancer-treatment,include,,capecitabine"));
            Said imported = unclassified("--import", list.toString());
            assertThat(imported.err())
                    .contains("1 row(s) added to " + localCodes.resolve("classified.csv"))
                    .contains("1 are not filled in yet")
                    .contains("Patients who wait for 1 code(s), 2 in all");
            assertThat(imported.code()).as("one row is left").isEqualTo(1);

            restart(fixture);
            assertThat(outcome(fixture, "anna")).isEqualTo(Outcome.CONTRAINDICATED);
            assertThat(outcome(fixture, "berta")).isEqualTo(Outcome.CONTRAINDICATED);
            assertThat(letters(fixture))
                    .filteredOn(letter -> letter.place().equals(LOCAL + "|4711"))
                    .extracting(DeadLetter::state)
                    .containsExactly(LetterState.RESOLVED);
            assertThat(letters(fixture))
                    .filteredOn(letter -> letter.state() == LetterState.OPEN)
                    .hasSize(1);
        }
    }

    /** Anna and Berta take an unknown drug, Berta has an unknown text besides; Clara has nothing unknown. */
    private BridgeFixture twoWhoTakeAnUnknownDrug() {
        return BridgeFixture.in(folder)
                .given(Records.patient("anna"), Records.patient("berta"), Records.patient("clara"))
                .given(drug("m1", "anna"), drug("m2", "berta"))
                .given("{\"resourceType\":\"Condition\",\"id\":\"t1\",\"subject\":{\"reference\":\"Patient/berta\"},"
                        + "\"code\":{\"text\":\"=Zustand, unklar\"}}")
                .given(chart("c1", "anna"), chart("c2", "berta"), chart("c3", "clara"))
                .startAndSettle();
    }

    private static void assertTheListIsRight(List<String> lines) throws IOException {
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).isEqualTo(String.join(",", WorkListRow.COLUMNS));
        assertThat(lines.get(1))
                .startsWith(LOCAL + ",4711,Zaubertrank,drug,,,,,,,")
                .contains(",2,2,")
                .endsWith(BridgeFixture.EHR);
        assertThat(lines.get(2)).as("a spreadsheet runs nothing").startsWith("\"\",,\"'=Zustand, unklar\",clinical,,,");
    }

    /** What the bridge would have left behind. */
    private void waiting() {
        try (Database database =
                StateConnection.open(new SettingsReader(Path.of("").toAbsolutePath())
                        .read(folder.resolve("stemgate.yaml"))
                        .state())) {
            WorkList work = new WorkList(database, new Ledger(database));
            UnclassifiedCode drug = waiting(RecordKind.MEDICATION_STATEMENT, new Code(LOCAL, "4711", "Zaubertrank"));
            UnclassifiedCode text = waiting(RecordKind.CONDITION, new Code("", "", "=Zustand, unklar"));
            UnclassifiedCode nameless = waiting(RecordKind.CONDITION, new Code("", "17", ""));
            work.waitsFor(new PatientKey(BridgeFixture.EHR, "anna"), List.of(drug), "1", Instant.EPOCH);
            work.waitsFor(
                    new PatientKey(BridgeFixture.EHR, "berta"), List.of(drug, text, nameless), "1", Instant.EPOCH);
        }
    }

    private static UnclassifiedCode waiting(RecordKind kind, Code code) {
        return new UnclassifiedCode(kind, new ResourceRef(kind.fhirType(), "1", ""), code);
    }

    @Test
    void theListIsPrivateAndTextsComeBackAsTheyWere() throws IOException {
        waiting();
        assertThat(unclassified("--export", list.toString()).err()).contains("2 code(s)", "1 more came without system");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(list)))
                .isEqualTo("rw-------");
        Files.writeString(list, Files.readString(list).replace("clinical,,,", "clinical,irrelevant,,"));
        assertThat(unclassified("--import", list.toString()).err()).contains("1 row(s) added", "1 code(s), 1 in all");
        assertThat(ScreeningCore.load(Path.of("model"), localCodes)
                        .terminology()
                        .localRows())
                .extracting(row -> row.code().label())
                .containsExactly("the text '=Zustand, unklar'");
    }

    @Test
    void aWrongRowKeepsTheWholeListOutAndEveryProblemIsTold() throws IOException {
        Files.writeString(localCodes.resolve("site.csv"), header() + "urn:x,1,One,drug,hiv,signal\n");
        Files.writeString(
                list,
                header() + LOCAL + ",4711,Zaubertrank,drug,recent-cancer-treatment,include\n"
                        + "urn:x,1,One,drug,irrelevant,\n"
                        + "urn:x,2,Two,drug,leprosy,include\n"
                        + "urn:x,3,Three,drug,diabetes,include\n"
                        + ",4,Four,drug,hiv,include\n");

        Said said = unclassified("--import", list.toString());

        assertThat(said.code()).isEqualTo(ExitCode.INPUT_UNUSABLE.number());
        assertThat(said.err().lines().toList()).hasSize(5).allSatisfy(line -> assertThat(line)
                .startsWith("stemgate: " + list));
        assertThat(said.err())
                .contains("todo.csv:3: urn:x|1 is irrelevant but was signal for hiv in site.csv:2")
                .contains("todo.csv:4: unknown criterion 'leprosy'")
                .contains("todo.csv:5: no rule of the model reads drugs of role include for diabetes; use role signal")
                .contains("todo.csv:6: the code '4' has no system")
                .contains("4 row(s) are wrong; nothing was written");
        assertThat(localCodes.resolve("classified.csv")).doesNotExist();
    }

    @Test
    void importingAgainAddsNothingAndKeepsWhatIsThere() throws IOException {
        waiting();
        Files.writeString(
                localCodes.resolve("classified.csv"),
                "criterion,role,system,code,display,domain,who\nhiv,signal,urn:x,1,\"One, two\",drug,Dr. A\n");
        Files.writeString(list, header() + LOCAL + ",4711,Zaubertrank,drug,irrelevant,\n");
        assertThat(unclassified("--import", list.toString()).code()).isZero();
        String once = Files.readString(localCodes.resolve("classified.csv"));
        assertThat(once).contains("urn:x,1,\"One, two\",drug,hiv,signal,,,Dr. A,");

        assertThat(unclassified("--import", list.toString()).err()).contains("0 row(s) added", "1 were there already");
        assertThat(localCodes.resolve("classified.csv")).hasContent(once);
    }

    @Test
    void aCodeThatNobodyWaitsForIsSaid() throws IOException {
        Files.writeString(list, header() + LOCAL + ",4700,Zaubertrank,drug,irrelevant,\n");
        Said said = unclassified("--import", list.toString());
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("1 row(s) name codes that no patient waits for");
    }

    @Test
    void theListComesAsJsonOrOfOneHospitalToo() throws IOException {
        waiting();
        Said said = unclassified("--export", "-", "--json", "--ehr", BridgeFixture.EHR);
        List<String> lines = said.out().lines().toList();
        assertThat(lines).hasSize(2);
        JsonNode drug = new ObjectMapper().readTree(lines.get(0));
        assertThat(drug.path("system").asText()).isEqualTo(LOCAL);
        assertThat(drug.path("domain").asText()).isEqualTo("drug");
        assertThat(drug.path("patients").asInt()).isEqualTo(2);
        assertThat(drug.path("ehrs").get(0).asText()).isEqualTo(BridgeFixture.EHR);
        assertThat(unclassified("--export", "-", "--ehr", "north").code()).isEqualTo(ExitCode.USAGE.number());
    }

    @Test
    void whatCannotBeReadOrWrittenIsSaidInOneLine() throws IOException {
        Files.writeString(list, "work of a person");
        Said there = unclassified("--export", list.toString());
        assertThat(there.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(there.err()).contains("is there already, perhaps with work in it");
        assertThat(list).hasContent("work of a person");

        Said broken = unclassified("--import", list.toString());
        assertThat(broken.code()).isEqualTo(ExitCode.INPUT_UNUSABLE.number());
        assertThat(broken.err()).contains("todo.csv:1: unknown column 'work of a person'");

        assertThat(unclassified("--import", folder.resolve("none.csv").toString())
                        .code())
                .isEqualTo(ExitCode.INPUT_UNUSABLE.number());
        assertThat(unclassified().code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(unclassified("--export", "-", "--import", "x").code()).isEqualTo(ExitCode.USAGE.number());
    }

    private void restart(BridgeFixture fixture) {
        fixture.start("observation", "", ScreeningCore.load(Path.of("model"), localCodes))
                .settle();
    }

    private static Outcome outcome(BridgeFixture fixture, String patient) {
        return fixture.bridge()
                .results()
                .all(new PatientKey(BridgeFixture.EHR, patient))
                .get(0)
                .screening()
                .outcome();
    }

    private static List<DeadLetter> letters(BridgeFixture fixture) {
        return fixture.bridge().deadLetters().find(LetterFilter.all().because(Reason.UNCLASSIFIED_CODE));
    }

    private static String header() {
        return "system,code,display,domain,criterion,role\n";
    }

    private static String chart(String id, String patient) {
        return Records.condition(id, patient, Records.IRRELEVANT_CODE, "Served in armed forces (finding)");
    }

    private static String drug(String id, String patient) {
        return """
                {"resourceType": "MedicationStatement", "id": "%s", "status": "active",
                 "medicationCodeableConcept": {"coding": [{"system": "%s", "code": "%s", "display": "Zaubertrank"}]},
                 "subject": {"reference": "Patient/%s"}}"""
                .formatted(id, LOCAL, "4711", patient);
    }

    private void settings(URI ehr) throws IOException {
        Path file = BridgeFixture.writeSettings(folder, ehr, "observation", "");
        Files.writeString(file, "localCodes: local-codes\n", StandardOpenOption.APPEND);
    }

    private record Said(int code, String out, String err) {}

    private Said unclassified(String... options) {
        Path settings = folder.resolve("stemgate.yaml");
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] line = new String[options.length + 4];
        line[0] = "model";
        line[1] = "unclassified";
        System.arraycopy(options, 0, line, 2, options.length);
        line[line.length - 2] = "--config";
        line[line.length - 1] = settings.toString();
        int code = Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), line);
        return new Said(code, out.toString(), err.toString());
    }
}
