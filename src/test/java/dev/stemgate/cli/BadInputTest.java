// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.route.BridgeFixture;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input to a command: an exit code, and one line that names the thing and the remedy. */
@Timeout(60)
class BadInputTest {

    private static final URI NOWHERE = URI.create("http://127.0.0.1:9/fhir");

    @TempDir
    Path folder;

    private Path settings;
    private Path hospital;

    @BeforeEach
    void write() {
        settings = BridgeFixture.writeSettings(folder, NOWHERE, "off", "");
        hospital = folder.resolve("hospitals/" + BridgeFixture.EHR + ".camel.yaml");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "port: 0         | prot: 0          | unknown key 'http.prot' | known here",
                "port: 0         | port:            | 'http.port'             | needs a value",
                "port: 0         | port: eighty     | 'http.port'             | whole number from 0 to 65535",
                "jdbc:h2:file:   | jdbc:oracle:     | 'state.url'             | jdbc:h2: or jdbc:postgresql:",
                "hospitals: hospitals | hospitals: nowhere | 'hospitals'        | not a folder",
                "hospitals:      | zone: Atlantis%nhospitals: | 'zone'          | such as Europe/Vienna"
            })
    void settingsThatCannotBeUsed(String good, String bad, String thing, String remedy) {
        change(settings, text -> text.replace(good, bad.formatted()));
        endsWith(ExitCode.USAGE, run(), "stemgate.yaml", thing, remedy);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: pageSize  | name: pagesize   | unknown key 'pagesize'  | pageSize",
                "value: test-ehr |                  | 'value'                 | needs a value",
                "name: ehr       | name: her        | 'ehr' is missing        | short name",
                "name: baseUrl   | name: base       | 'baseUrl' is missing    | base URL",
                "Ref: hospital   | Ref: clinic      | unknown template 'clinic' | 'hospital'",
                "value: 1d       | value: daily     | 'cadence'               | such as 500ms, 30s",
                "value: \"off\"  | value: \"on\"    | 'writeBack'             | one of document-reference, file, observation, off",
                "value: \"off\"  | value: file      | 'outbox' is missing     | needs the folder",
                "http://127.0.0.1:9 | http://ehr.example | base URL of test-ehr | https is needed",
                "http://127.0.0.1:9 | ftp://ehr.example  | 'baseUrl'           | http or https"
            })
    void aHospitalThatCannotBeUsed(String good, String bad, String thing, String remedy) {
        change(hospital, text -> text.replace(good, bad == null ? "value:" : bad));
        endsWith(ExitCode.USAGE, run(), hospital.getFileName().toString(), thing, remedy);
    }

    @Test
    void aBearerTokenThatIsNowhere() {
        BridgeFixture.writeSettings(
                folder, NOWHERE, "off", "- name: auth\n  value: bearer\n- name: tokenFile\n  value: no-such-file\n");
        endsWith(ExitCode.USAGE, run(), "no-such-file", "check path and permissions");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "patients | no-such-list.txt | no-such-list.txt        | 'patients' names one",
                "patients | bad-list.txt     | bad-list.txt:2          | logical id",
                "group    | Group/1          | 'group'                 | logical ids of Groups",
                "changes  | Patient, Claim   | 'changes'               | does not take 'Claim'",
                "overlap  | soon             | 'overlap'               | such as 500ms, 30s",
                "includeMedications | maybe  | 'includeMedications'    | one of"
            })
    void whoIsScreenedCannotBeTold(String name, String value, String thing, String remedy) throws IOException {
        Files.createDirectories(folder.resolve("hospitals"));
        Files.writeString(folder.resolve("hospitals/bad-list.txt"), "anna\nAnna Kanarienvogel\n");
        BridgeFixture.writeSettings(folder, NOWHERE, "off", "- name: " + name + "\n  value: \"" + value + "\"\n");
        Said said = run();
        endsWith(ExitCode.USAGE, said, thing, remedy);
        assertThat(said.toString()).doesNotContain("Kanarienvogel");
    }

    @Test
    void noHospitalFile() throws IOException {
        Files.delete(hospital);
        endsWith(ExitCode.USAGE, run(), "no hospital file", "docs/examples/hospital.camel.yaml");
    }

    @Test
    void noSettingsFile() {
        endsWith(
                ExitCode.USAGE,
                execute("run", "--config", folder.resolve("none.yaml").toString()),
                "none.yaml",
                "name one with --config");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "criteria/hiv.yaml      | id:     | identity:    | hiv.yaml:            | identity",
                "criteria/hiv.yaml      | id:     | [            | hiv.yaml             | YAML",
                "criteria/pregnancy.yaml | within: | withn:       | pregnancy.yaml:      | withn",
                "criteria/pregnancy.yaml | activity: active | activity: sleepy | pregnancy.yaml: | sleepy",
                "code-lists/rxnorm.tsv  | role    | roles        | rxnorm.tsv           | column"
            })
    void aModelFileThatCannotBeUsed(String file, String good, String bad, String where, String what)
            throws IOException {
        copyModel();
        change(folder.resolve("model").resolve(file), text -> text.replaceFirst(good, bad.replace("[", "[ ")));
        change(settings, text -> text + "model: model\n");
        endsWith(ExitCode.USAGE, run(), where, what);
    }

    @Test
    void aHealthPortThatIsInUse() throws IOException {
        try (ServerSocket other = new ServerSocket(0)) {
            change(settings, text -> text.replace("port: 0", "port: " + other.getLocalPort()));
            endsWith(ExitCode.USAGE, run(), "127.0.0.1:" + other.getLocalPort(), "set 'http.port' to a free port");
        }
    }

    @Test
    void aSandboxPortThatIsInUse() throws IOException {
        try (ServerSocket other = new ServerSocket(0)) {
            String port = String.valueOf(other.getLocalPort());
            endsWith(ExitCode.USAGE, execute("sandbox", "--port", port), port, "in use", "choose another port");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rnu                                   | rnu         | stemgate --help",
                "run --confg x                         | --confg     | stemgate run --help",
                "demo --port 99999                     | 99999       | 0 to 65535",
                "demo --port eighty                    | eighty      | 0 to 65535",
                "dead-letters                          | list        | --help",
                "dead-letters show nothing             | nothing     | id of a dead letter",
                "dead-letters list --reason because    | because     | unclassified-code",
                "trace                                 | --unit ID   | --help",
                "explain p1                            | --ehr       | --help",
                "run --as-of 2026-01-31                | today       | explain --fresh --as-of DATE",
                "demo --as-of tomorrow                 | tomorrow    | such as 2026-01-31",
                "demo --as-of 2026-02-29               | 2026-02-29  | such as 2026-01-31",
                "sandbox --as-of 1899-12-31            | 1899-12-31  | from 1900 to 2199",
                "explain --ehr e --fresh --as-of 2026-1 p | 2026-1   | such as 2026-01-31"
            })
    void aCommandLineThatIsMistyped(String line, String thing, String remedy) {
        endsWith(ExitCode.USAGE, execute(line.split(" ")), thing, remedy);
    }

    @Test
    void anEhrThatNoHospitalFileNames() {
        endsWith(ExitCode.USAGE, execute(on("explain", "--ehr", "north", "p1")), "'north'", BridgeFixture.EHR);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "explain --ehr test-ehr p1   | p1        | trace --ehr test-ehr p1",
                "trace --ehr test-ehr p1     | p1        | ledger",
                "trace --unit U-7            | U-7       | ledger",
                "dead-letters show DL-000007 | DL-000007 | dead-letters list"
            })
    void aPatientOrLetterThatIsNotThere(String line, String thing, String remedy) {
        endsWith(ExitCode.INPUT_UNUSABLE, execute(on(line.split(" "))), thing, remedy);
    }

    private record Said(int code, String out, String err) {}

    private Said run() {
        return execute(on("run"));
    }

    private String[] on(String... command) {
        List<String> words = new ArrayList<>(List.of(command));
        words.add("--config");
        words.add(settings.toString());
        return words.toArray(String[]::new);
    }

    private static Said execute(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Said(code, out.toString(), err.toString());
    }

    private static void endsWith(ExitCode code, Said said, String... parts) {
        assertThat(said.err().lines())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("stemgate: ").contains(parts));
        assertThat(said.code()).isEqualTo(code.number());
        assertThat(said.out()).isEmpty();
    }

    private static void change(Path file, UnaryOperator<String> change) {
        try {
            String before = Files.readString(file, StandardCharsets.UTF_8);
            String after = change.apply(before);
            assertThat(after).as("the test changes " + file).isNotEqualTo(before);
            Files.writeString(file, after, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void copyModel() throws IOException {
        Path model = Path.of("model");
        try (Stream<Path> files = Files.walk(model)) {
            for (Path file : files.toList()) {
                Path copy =
                        folder.resolve("model").resolve(model.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
