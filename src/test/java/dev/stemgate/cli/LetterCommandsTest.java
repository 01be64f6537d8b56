// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.deadletter.DeadLetters;
import dev.stemgate.deadletter.LetterId;
import dev.stemgate.deadletter.NewDeadLetter;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.model.PatientKey;
import dev.stemgate.route.BridgeFixture;
import dev.stemgate.route.StateConnection;
import dev.stemgate.route.config.SettingsReader;
import dev.stemgate.state.Database;
import dev.stemgate.state.Ledger;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the desk's commands print of one letter, and which exit codes they give, without any EHR. */
@Timeout(300)
class LetterCommandsTest {

    private static final String CANARY = "canary-patient-78";
    private static final PatientKey ANNA = new PatientKey(BridgeFixture.EHR, CANARY);

    @TempDir
    Path folder;

    private Path settings;
    private LetterId letter;

    @BeforeEach
    void oneLetter() {
        settings = BridgeFixture.writeSettings(folder, URI.create("http://127.0.0.1:9/fhir"), "observation", "");
        try (Database database = open()) {
            letter = new DeadLetters(database, new Ledger(database))
                    .put(
                            NewDeadLetter.of(
                                    BridgeFixture.EHR,
                                    "Condition/c2",
                                    Optional.of(ANNA),
                                    Reason.UNREADABLE,
                                    CANARY.getBytes(StandardCharsets.UTF_8),
                                    "application/fhir+json"),
                            Instant.EPOCH);
        }
    }

    @Test
    void listAndStatsAndExportHoldNoPersonalData() {
        List<Said> said = List.of(
                run("list"),
                run("list", "--json", "--state", "all"),
                run("stats"),
                run("stats", "--json"),
                run("export", letter.toString()),
                execute("audit", "list"),
                execute("audit", "list", "--json"));
        assertThat(said).allSatisfy(one -> assertThat(one.out() + one.err()).doesNotContain(CANARY));
        assertThat(said.get(0).code()).as("there is an open one").isEqualTo(1);
        assertThat(said.get(1).out()).contains("\"reason\":\"unreadable\"", "\"patientToken\":\"");
        assertThat(said.get(3).out()).contains("\"total\":1");
        assertThat(said.get(5).out()).contains("exported");
    }

    @Test
    void lettersAreFoundByTheirPatient() {
        assertThat(run("list", "--patient", CANARY).out()).contains("unreadable");
        assertThat(run("list", "--patient", "bert").out()).contains("No dead letters.");
        assertThat(run("list", "--since", "1970-01-01").out()).contains("unreadable");
        assertThat(run("list", "--since", "2999-01-01").out()).contains("No dead letters.");
        assertThat(run("list", "--since", "yesterday").code()).isEqualTo(2);
        assertThat(run("list", "--state", "lost").code()).isEqualTo(2);
        assertThat(run("list", "--ehr", BridgeFixture.EHR).code()).isEqualTo(2);
    }

    @Test
    void resolvingNeedsANoteAndIsDoneOnce() {
        String id = letter.toString();
        assertThat(run("resolve", id).code()).isEqualTo(2);
        assertThat(run("resolve", id, "--note", "known and harmless").code()).isZero();
        assertThat(run("resolve", id, "--note", "again").code()).isEqualTo(3);
        assertThat(run("show", id).out()).contains("Note         known and harmless");
        assertThat(run("list").code()).isZero();
        assertThat(execute("audit", "list", "--ehr", BridgeFixture.EHR, "--patient", CANARY)
                        .out())
                .contains("resolved", "viewed");
    }

    @Test
    void wrongUsageIsSaidInOneLine() {
        String id = letter.toString();
        assertThat(Stream.of(
                                run("replay"),
                                run("replay", id, "--reason", "unreadable"),
                                run("replay", id, "--model", "new"),
                                run("correct", id),
                                run("correct", id, "--set", "nonsense"),
                                run("assign-code", "nonsense", "irrelevant"),
                                run("assign-code", "a|b", "irrelevant", "--role", "signal"),
                                run("export", "U-1"))
                        .map(Said::code))
                .containsOnly(2);
    }

    private Database open() {
        return StateConnection.open(
                new SettingsReader(Path.of("").toAbsolutePath()).read(settings).state());
    }

    private Said run(String... arguments) {
        List<String> words = new ArrayList<>(List.of("dead-letters"));
        words.addAll(List.of(arguments));
        return execute(words.toArray(String[]::new));
    }

    private Said execute(String... arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        words.addAll(List.of("--config", settings.toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), words.toArray(String[]::new));
        return new Said(exit, out.toString(), err.toString());
    }

    private record Said(int code, String out, String err) {}
}
