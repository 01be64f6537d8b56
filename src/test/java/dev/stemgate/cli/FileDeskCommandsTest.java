// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.deadletter.DeadLetter;
import dev.stemgate.deadletter.LetterFilter;
import dev.stemgate.deadletter.LetterState;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.PatientKey;
import dev.stemgate.route.BridgeFixture;
import dev.stemgate.route.Drops;
import dev.stemgate.route.Records;
import dev.stemgate.route.ScreeningCore;
import dev.stemgate.sandbox.StoredVersion;
import dev.stemgate.state.InputState;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A dropped CSV with a line that cannot be read, a patient whom nobody knows and a code of no list, put right by commands. */
@Timeout(300)
class FileDeskCommandsTest {

    private static final PatientKey ANNA = new PatientKey(BridgeFixture.EHR, "anna");
    private static final PatientKey BERT = new PatientKey(BridgeFixture.EHR, "bert");
    private static final String HEADER = "START,STOP,PATIENT,ENCOUNTER,SYSTEM,CODE,DESCRIPTION\n";
    private static final String BROKEN =
            "some day,,p1,e,http://snomed.info/sct,254837009,Malignant neoplasm of breast\n";
    private static final String CODE = "http://lab.example|X17";

    @TempDir
    Path folder;

    private BridgeFixture fixture;

    @Test
    void aLineAPatientAndACodeArePutRightByCommands() throws IOException {
        Drops drops = Drops.in(
                folder,
                "- name: mapping\n  value: "
                        + Path.of("routes/sources/csv/synthea.yaml").toAbsolutePath());
        try (BridgeFixture started = BridgeFixture.in(folder)
                .given(
                        anna(),
                        Records.irrelevant("a1", "anna"),
                        Records.patient("bert"),
                        Records.irrelevant("b1", "bert"))
                .startAndSettle()) {
            fixture = started;
            Files.createDirectories(folder.resolve("local-codes"));
            Files.writeString(folder.resolve("stemgate.yaml"), "localCodes: local-codes\n", StandardOpenOption.APPEND);
            drops.put(
                            "patients.csv",
                            "Id,BIRTHDATE,DEATHDATE,SSN,DRIVERS,PASSPORT,PREFIX,FIRST,LAST,GENDER\n"
                                    + "p1,1990-01-01,,,,,,,,F\np2,1980-01-01,,,,,,,,M\n")
                    .put(
                            "conditions.csv",
                            HEADER + BROKEN
                                    + "2015-11-18,,p2,e,http://snomed.info/sct,254837009,Malignant neoplasm of breast\n"
                                    + "2015-11-18,,p1,e,http://lab.example,X17,Panel seventeen\n");
            fixture.bridge().takeFiles(Drops.SOURCE);
            round();

            correctsTheLine();
            assignsThePatient();
            forAPatientNobodyKnowsNothingIsFound();
            classifiesTheCode();

            assertThat(open()).isEmpty();
            assertThat(Drops.counts(drops.report("done", "conditions.csv")))
                    .containsEntry(InputState.DEAD_LETTERED, 0L)
                    .containsEntry(InputState.ACCEPTED, 3L);
            assertThat(execute("audit", "list").out())
                    .contains("viewed", "corrected", "replay-requested", "assigned", "classified");

            theSameBadLineInAnotherFileIsReadAsCorrected(drops);
            whoIsForgottenLeavesCountsOnly();
        }
    }

    private void correctsTheLine() throws IOException {
        DeadLetter letter = only(Reason.UNREADABLE);
        assertThat(letter.place()).isEqualTo("conditions.csv:2");
        String id = letter.id().toString();
        assertThat(run("replay", id).code()).as("it still cannot be read").isEqualTo(1);
        assertThat(run("correct", id, "--set", "START=someday").code()).isEqualTo(3);
        assertThat(run("correct", id, "--set", "BEGIN=2020-05-01"))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(3))
                .satisfies(refused -> assertThat(refused.err())
                        .contains("no column 'BEGIN'; it has START, STOP")
                        .doesNotContain("some day", "breast"));
        Path corrected = Files.writeString(folder.resolve("row"), BROKEN.replace("some day", "someday"));
        assertThat(run("correct", id, "--file", corrected.toString()).code()).isEqualTo(3);
        assertThat(run("correct", id, "--set", "START=2020-05-01").err()).contains("is corrected: START.");
        assertThat(run("replay", id, "--dry-run").out()).contains("would: replay");
        assertThat(run("replay", id).code()).isZero();
        assertThat(state(letter)).isEqualTo(LetterState.REPLAYED);
        assertThat(run("replay", id).out()).contains("1 settled before");
        round();
        assertThat(outcome(ANNA)).isEqualTo(Outcome.CONTRAINDICATED);
        assertThat(observation("anna")).contains("\"amended\"");
    }

    private void assignsThePatient() {
        List<DeadLetter> letters = open(Reason.UNMATCHED_PATIENT);
        assertThat(letters).extracting(DeadLetter::place).containsExactly("patients.csv:3", "conditions.csv:3");
        DeadLetter letter = letters.get(1);
        String id = letter.id().toString();
        assertThat(run("replay", id).out()).contains("asks the EHR again");
        assertThat(run("replay", id).out()).containsAnyOf("1 under way", "1 to replay");
        Awaitility.await().until(() -> run("show", id).out().contains(": still-there"));
        assertThat(run("assign-patient", id, "nobody").code()).isEqualTo(1);
        assertThat(run("assign-patient", id, "no id").code()).isEqualTo(1);
        assertThat(state(letter)).isEqualTo(LetterState.OPEN);
        assertThat(run("assign-patient", id, "bert").code()).isZero();
        assertThat(run("assign-patient", id, "bert").code()).as("it is closed").isEqualTo(3);
        assertThat(run("show", id).out()).contains("Patient      test-ehr/bert", "a person said whose it is");
        round();
        assertThat(open(Reason.UNMATCHED_PATIENT)).as("the Patient's own too").isEmpty();
        assertThat(outcome(BERT)).isEqualTo(Outcome.CONTRAINDICATED);
    }

    private void forAPatientNobodyKnowsNothingIsFound() {
        assertThat(run("list", "--patient", "bert", "--ehr", BridgeFixture.EHR, "--state", "all")
                        .out())
                .contains("unmatched-patient")
                .doesNotContain("unreadable");
        assertThat(run("list", "--patient", "anna", "--ehr", BridgeFixture.EHR, "--state", "all")
                        .out())
                .contains("unreadable")
                .doesNotContain("unmatched-patient");
    }

    private void classifiesTheCode() {
        DeadLetter letter = only(Reason.UNCLASSIFIED_CODE);
        assertThat(run("assign-code", CODE, "diabetes", "--note", "local panel").code())
                .isZero();
        fixture.stopBridge();
        fixture.start("observation", "", ScreeningCore.load(Path.of("model"), folder.resolve("local-codes")));
        fixture.settle();
        round();
        assertThat(state(letter)).isNotEqualTo(LetterState.OPEN);
        assertThat(fixture.bridge().results().all(ANNA).get(0).screening().finding("diabetes"))
                .isPresent();
    }

    private void theSameBadLineInAnotherFileIsReadAsCorrected(Drops drops) {
        drops.put("later.csv", HEADER + "2016-01-01,,p1,e,http://snomed.info/sct,224355006,Body\n" + BROKEN);
        fixture.bridge().takeFiles(Drops.SOURCE);
        round();
        assertThat(open()).isEmpty();
        assertThat(Drops.counts(drops.report("done", "later.csv"))).containsEntry(InputState.DEAD_LETTERED, 0L);
        assertThat(execute("explain", "--ehr", BridgeFixture.EHR, "anna").out())
                .as("the corrected row says what is known already")
                .contains("(conditions.csv:2:2)");
    }

    private void whoIsForgottenLeavesCountsOnly() {
        var before = fixture.bridge().intake().files().counts(Drops.SOURCE);
        assertThat(execute("forget", "--ehr", BridgeFixture.EHR, "bert").code()).isZero();
        assertThat(fixture.bridge().intake().records().of(BERT)).isEmpty();
        assertThat(run("list", "--patient", "bert", "--ehr", BridgeFixture.EHR, "--state", "all")
                        .out())
                .contains("No dead letters.");
        assertThat(fixture.bridge().intake().files().counts(Drops.SOURCE)).isEqualTo(before);
        assertThat(fixture.bridge().intake().records().of(ANNA)).isNotEmpty();
    }

    private static String anna() {
        return """
                {"resourceType": "Patient", "id": "anna", "birthDate": "1990-01-01", "gender": "female",
                 "identifier": [{"system": "https://github.com/synthetichealth/synthea", "value": "p1"}]}""";
    }

    private void round() {
        fixture.bridge().runRound(BridgeFixture.EHR);
        fixture.settle();
    }

    private List<DeadLetter> open() {
        return fixture.bridge().deadLetters().find(LetterFilter.open());
    }

    private List<DeadLetter> open(Reason reason) {
        return open().stream().filter(letter -> letter.reason() == reason).toList();
    }

    private DeadLetter only(Reason reason) {
        List<DeadLetter> found = open(reason);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private LetterState state(DeadLetter letter) {
        return fixture.bridge().deadLetters().get(letter.id()).orElseThrow().state();
    }

    private Outcome outcome(PatientKey patient) {
        return fixture.bridge().results().all(patient).get(0).screening().outcome();
    }

    private String observation(String patient) {
        return fixture.sandbox().store().current("Observation").stream()
                .map(StoredVersion::json)
                .filter(json -> json.contains("Patient/" + patient + "\""))
                .findFirst()
                .orElseThrow();
    }

    private Said run(String... arguments) {
        List<String> words = new ArrayList<>(List.of("dead-letters"));
        words.addAll(List.of(arguments));
        return execute(words.toArray(String[]::new));
    }

    private Said execute(String... arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        words.addAll(List.of("--config", folder.resolve("stemgate.yaml").toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), words.toArray(String[]::new));
        return new Said(code, out.toString(), err.toString());
    }

    private record Said(int code, String out, String err) {}
}
