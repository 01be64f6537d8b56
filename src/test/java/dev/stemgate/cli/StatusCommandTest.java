// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stemgate.route.BridgeFixture;
import dev.stemgate.route.Records;
import dev.stemgate.sandbox.FaultAction;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code status} after a round: complete up to, gaps, counts, exit codes. */
@Timeout(120)
class StatusCommandTest {

    @TempDir
    Path folder;

    @Test
    void aHospitalBeforeItsFirstRoundIsNotAskedYet() {
        BridgeFixture.writeSettings(folder, java.net.URI.create("http://127.0.0.1:9/fhir"), "off", "");
        Said said = status();
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("test-ehr: not asked yet", "never yet", "No open dead letters.");
    }

    @Test
    void afterARoundItShowsWhatIsCompleteAndWhatIsNot() throws IOException {
        try (BridgeFixture fixture = BridgeFixture.in(folder)
                .given(Records.patient("anna"), Records.irrelevant("c1", "anna"), Records.brokenDate("c2", "anna"))) {
            fixture.startAndSettle();
            fixture.stopBridge();
            Said said = status();
            assertThat(said.code()).as("a dead letter is open").isEqualTo(1);
            assertThat(said.out())
                    .contains("test-ehr: up since", "1 written", "Open dead letters: 1 unreadable.")
                    .containsPattern("complete up to +2\\d{3}-")
                    .contains("Condition: not whole for some patient: dead-lettered")
                    .doesNotContain(Records.CANARY_NAME);
            JsonNode line = new ObjectMapper()
                    .readTree(status("--json").out().lines().findFirst().orElseThrow());
            assertThat(line.path("completeUpTo").asText()).isNotEmpty();
            assertThat(line.at("/units/written").asInt()).isEqualTo(1);
            assertThat(line.at("/types/Condition/gap").asText()).isEqualTo("dead-lettered");
        }
    }

    @Test
    void anEhrThatTakesNoTransactionsIsNamedWithTheDayOfTheNextTrial() throws IOException {
        try (BridgeFixture fixture =
                BridgeFixture.in(folder).given(Records.patient("anna"), Records.irrelevant("c1", "anna"))) {
            fixture.sandbox()
                    .misbehave(request ->
                            request.method().equals("POST") && request.path().isEmpty()
                                    ? FaultAction.status(405)
                                    : FaultAction.pass());
            fixture.startAndSettle();
            fixture.stopBridge();
            assertThat(status().out())
                    .containsPattern(
                            "results are sent alone: a transaction was refused at 2\\d{3}-.*; tried again after 2\\d{3}-");
            JsonNode line = new ObjectMapper()
                    .readTree(status("--json").out().lines().findFirst().orElseThrow());
            assertThat(line.path("transactionsRefusedAt").asText()).isNotEmpty();
        }
    }

    @Test
    void aLocalMapThatCannotBeReadIsSaid() throws IOException {
        Path settings = BridgeFixture.writeSettings(folder, URI.create("http://127.0.0.1:9/fhir"), "off", "");
        Path map = Files.createDirectories(folder.resolve("local-codes"));
        Files.writeString(settings, Files.readString(settings) + "localCodes: local-codes\n");
        Files.writeString(map.resolve("site.csv"), "system,code\n");
        Said said = status();
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out())
                .contains(
                        "The local map cannot be read, and a running bridge goes on with the one before: ", "site.csv");
        assertThat(status("--json").out()).contains("{\"localMap\":{\"problem\":");
    }

    private Said status(String... more) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] arguments = new String[3 + more.length];
        arguments[0] = "status";
        arguments[1] = "--config";
        arguments[2] = folder.resolve("stemgate.yaml").toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        int code = Main.execute(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Said(code, out.toString());
    }

    private record Said(int code, String out) {}
}
