// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.deadletter.DeadLetters;
import dev.stemgate.deadletter.LetterFilter;
import dev.stemgate.deadletter.LetterId;
import dev.stemgate.deadletter.LetterState;
import dev.stemgate.deadletter.NewDeadLetter;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.deadletter.WorkList;
import dev.stemgate.model.Code;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.model.UnclassifiedCode;
import dev.stemgate.route.BridgeFixture;
import dev.stemgate.route.StateConnection;
import dev.stemgate.route.config.SettingsReader;
import dev.stemgate.state.Database;
import dev.stemgate.state.Ledger;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands that care for the state, and the one that classifies a code, without any EHR. */
@Timeout(300)
class CareCommandsTest {

    private static final String LOCAL = "http://hospital.example/drugs";
    private static final String CANARY = "canary-patient-77";
    private static final PatientKey ANNA = new PatientKey(BridgeFixture.EHR, CANARY);
    private static final String KEY = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";

    @TempDir
    Path folder;

    private Path settings;
    private LetterId letter;
    private LetterId code;

    @BeforeEach
    void oneLetterAndOneUnknownDrug() throws IOException {
        settings = BridgeFixture.writeSettings(folder, URI.create("http://127.0.0.1:9/fhir"), "observation", "");
        Files.createDirectories(folder.resolve("local-codes"));
        Files.writeString(settings, "localCodes: local-codes\n", StandardOpenOption.APPEND);
        try (Database database = open()) {
            Ledger ledger = new Ledger(database);
            letter = new DeadLetters(database, ledger)
                    .put(
                            NewDeadLetter.of(
                                    BridgeFixture.EHR,
                                    "Patient/" + CANARY,
                                    Optional.of(ANNA),
                                    Reason.REFUSED_BY_EHR,
                                    CANARY.getBytes(StandardCharsets.UTF_8),
                                    "text/plain"),
                            Instant.EPOCH);
            new WorkList(database, ledger)
                    .waitsFor(
                            ANNA,
                            List.of(new UnclassifiedCode(
                                    RecordKind.MEDICATION_STATEMENT,
                                    new ResourceRef("MedicationStatement", "1", ""),
                                    new Code(LOCAL, "4711", "Zaubertrank"))),
                            "1",
                            Instant.EPOCH);
            code = new DeadLetters(database, ledger)
                    .find(LetterFilter.all().because(Reason.UNCLASSIFIED_CODE))
                    .get(0)
                    .id();
        }
    }

    @Test
    void aCodeIsClassifiedOnceAndWhoWaitsIsAskedFor() throws IOException {
        assertThat(run("dead-letters", "replay", code.toString()).code())
                .as("nobody has classified it")
                .isEqualTo(1);
        Said refused = run("dead-letters", "assign-code", LOCAL + "|4711", "diabetes", "--role", "include");
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("no rule of the model reads drugs of role include", "nothing was written");

        assertThat(run("dead-letters", "assign-code", "urn:local|1", "no-such-criterion")
                        .err())
                .contains("no-such-criterion", "nothing was written");
        Said said = run("dead-letters", "assign-code", LOCAL + "|4711", "irrelevant", "--note", "vitamins", "--replay");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.err()).contains("1 row(s) added", "1 screening request(s) made");
        assertThat(Files.readString(folder.resolve("local-codes").resolve("classified.csv")))
                .contains(LOCAL + ",4711,Zaubertrank,drug,irrelevant,,,vitamins,");
        assertThat(run("dead-letters", "assign-code", code.toString(), "irrelevant", "--note", "vitamins")
                        .err())
                .contains("the local map says so already", "1 patient(s) wait");
        try (Database database = open()) {
            assertThat(new Ledger(database).openCount(BridgeFixture.EHR)).isEqualTo(1);
        }
        assertThat(run("audit", "list").out()).contains("classified", "irrelevant");
        assertThat(run("dead-letters", "assign-code", letter.toString(), "irrelevant")
                        .code())
                .isEqualTo(3);
    }

    @Test
    void aBackupIsRestoredWithEverythingThatItHeld() {
        Path copy = folder.resolve("copy.zip");
        assertThat(run("backup", copy.toString()).code()).isZero();
        assertThat(run("backup", copy.toString()).code()).isEqualTo(2);
        assertThat(run("dead-letters", "resolve", letter.toString(), "--note", "x")
                        .code())
                .isZero();

        Said restored = run("restore", copy.toString());
        assertThat(restored.code()).as(restored.err()).isZero();
        assertThat(restored.err()).contains("what was there is now", "everything is read");
        assertThat(run("dead-letters", "list", "--reason", "refused-by-ehr").code())
                .as("it is open again")
                .isEqualTo(1);
        assertThat(run("restore").code()).isEqualTo(2);
        assertThat(run("restore", folder.resolve("none").toString()).code()).isEqualTo(2);
        assertThat(run("restore", "--rewind").code()).isZero();
    }

    @Test
    void aForgottenPatientIsNowhereAndItIsAudited() throws IOException {
        assertThat(run("dead-letters", "show", letter.toString()).out()).contains(CANARY);
        assertThat(run("forget", "--ehr", BridgeFixture.EHR, CANARY).err()).contains("piece(s) erased");
        assertThat(run("dead-letters", "show", letter.toString()).out())
                .contains("resolved", "forgotten")
                .doesNotContain(CANARY);
        assertThat(run("forget", "--ehr", BridgeFixture.EHR, CANARY).err()).contains("nothing was held");
        assertThat(run("forget", "--ehr", "nowhere", CANARY).code()).isEqualTo(2);
        assertThat(run("audit", "list", "--ehr", BridgeFixture.EHR, "--patient", CANARY, "--json")
                        .out())
                .contains("\"action\":\"forgotten\"")
                .doesNotContain(CANARY);
    }

    @Test
    void aMissingOrWrongKeyIsAConfigurationError() throws IOException {
        assertThat(run("rekey").code()).as("no key is set").isEqualTo(2);
        String plain = Files.readString(settings);
        Path key = Files.writeString(folder.resolve("payload.key"), KEY);
        Files.writeString(settings, plain.replace("state:\n", "state:\n  payloadKeyFile: payload.key\n"));
        assertThat(run("rekey").err()).contains("2 payload(s) sealed");
        assertThat(run("dead-letters", "show", letter.toString()).out()).contains(CANARY);

        Files.writeString(key, "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=");
        Said wrong = run("dead-letters", "list");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err().lines().toList()).hasSize(1).first().asString().contains("which is not set");
        Files.writeString(key, "short");
        assertThat(run("dead-letters", "list").err()).contains("payload.key: holds no payload key");
        Files.writeString(settings, plain);
        assertThat(run("dead-letters", "list").code()).isEqualTo(2);
    }

    @Test
    void aLetterWithoutAPatientIsNotReplayed() {
        LetterId nobodys;
        try (Database database = open()) {
            nobodys = new DeadLetters(database, new Ledger(database))
                    .put(
                            NewDeadLetter.of(
                                    BridgeFixture.EHR,
                                    "cohort",
                                    Optional.empty(),
                                    Reason.FOREIGN_LINK,
                                    new byte[0],
                                    "application/fhir+json"),
                            Instant.EPOCH);
        }
        assertThat(run("dead-letters", "replay", nobodys.toString()).out()).contains("not known whose it is");
        assertThat(run("dead-letters", "correct", nobodys.toString(), "--set", "a=b")
                        .code())
                .isEqualTo(3);
        assertThat(run("dead-letters", "list", "--state", "open", "--json").out())
                .contains("\"state\":\"" + LetterState.OPEN.code());
    }

    private Database open() {
        return StateConnection.open(
                new SettingsReader(Path.of("").toAbsolutePath()).read(settings).state());
    }

    private Said run(String... arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        words.addAll(List.of("--config", settings.toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), words.toArray(String[]::new));
        return new Said(exit, out.toString(), err.toString());
    }

    private record Said(int code, String out, String err) {}
}
