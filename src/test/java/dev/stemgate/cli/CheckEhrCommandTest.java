// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stemgate.route.Records;
import dev.stemgate.sandbox.Manner;
import dev.stemgate.sandbox.Sandbox;
import dev.stemgate.sandbox.SandboxSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check ehr} as its user sees it: table, proposed hospital file, JSON, exit codes. */
class CheckEhrCommandTest {

    @TempDir
    Path folder;

    private final Sandbox ehr = Sandbox.start(SandboxSettings.empty());

    @BeforeEach
    void oneHospital() throws IOException {
        Files.createDirectories(folder.resolve("hospitals"));
        Files.writeString(
                folder.resolve("stemgate.yaml"), "hospitals: hospitals\nstate:\n  url: jdbc:h2:file:./state\n");
        Files.writeString(
                folder.resolve("hospitals/test.camel.yaml"),
                """
                - templatedRoute:
                    routeTemplateRef: hospital
                    routeId: hospital-test
                    parameters:
                      - name: ehr
                        value: test
                      - name: baseUrl
                        value: %s
                      - name: cadence
                        value: 2h
                """
                        .formatted(ehr.baseUrl()));
        ehr.store().put(Records.patient("anna"));
        ehr.store().put(Records.patient("berta"));
        ehr.store().put(Records.irrelevant("c1", "anna"));
    }

    @AfterEach
    void stop() {
        ehr.close();
    }

    @Test
    void aServerWithoutStatementsIsToldWithAHospitalFileThatSuitsIt() {
        ehr.adopt(Set.of(Manner.NO_MEDICATION_STATEMENT));
        Said said = check("test");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out())
                .containsPattern("MedicationStatement +limited +Not served, HTTP 404")
                .containsPattern("Condition +works")
                .contains("routeTemplateRef: hospital", "value: \"2h\"")
                .contains("- name: notAvailable\n        value: \"MedicationStatement\"  # new")
                .doesNotContain(Records.CANARY_NAME, Records.CANARY_SSN);
    }

    @Test
    void jsonHasOneLineAProbeAndThenTheProposal() throws IOException {
        ehr.adopt(Set.of(Manner.NO_MEDICATION_STATEMENT));
        List<JsonNode> lines = new ArrayList<>();
        for (String line : check("test", "--json").out().lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        JsonNode last = lines.remove(lines.size() - 1);
        assertThat(lines)
                .hasSizeGreaterThan(10)
                .allMatch(line -> line.hasNonNull("topic") && line.hasNonNull("verdict"));
        assertThat(last.at("/proposal/notAvailable").asText()).isEqualTo("MedicationStatement");
    }

    @Test
    void aServerThatIsDownIsExitCodeFour() {
        ehr.close();
        Said said = check("test");
        assertThat(said.code()).isEqualTo(4);
        assertThat(said.err()).contains("stemgate: test: no answer").doesNotContain("Exception:");
    }

    @Test
    void anUnknownNameIsExitCodeTwo() {
        assertThat(check("nobody").code()).isEqualTo(2);
    }

    private Said check(String name, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "check",
                "ehr",
                name,
                "--config",
                folder.resolve("stemgate.yaml").toString()));
        arguments.addAll(List.of(more));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.execute(new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));
        return new Said(code, out.toString(), err.toString());
    }

    private record Said(int code, String out, String err) {}
}
