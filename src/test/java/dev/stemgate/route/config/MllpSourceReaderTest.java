// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stemgate.route.BridgeFixture;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MllpSourceReaderTest {

    @TempDir
    Path folder;

    private MllpSourceReader reader;

    @BeforeEach
    void hospital() {
        List<Hospital> hospitals = BridgeFixture.settings(
                        folder.resolve("bridge"), URI.create("http://127.0.0.1:9/fhir"), "off", "")
                .hospitals();
        reader = new MllpSourceReader(hospitals, List.of());
    }

    private Path file(String... parameters) throws IOException {
        String all = Arrays.stream(parameters)
                .map(parameter -> "      - name: " + parameter.split("=", 2)[0] + "\n        value: \""
                        + parameter.split("=", 2)[1] + "\"\n")
                .collect(Collectors.joining());
        return Files.writeString(
                folder.resolve("adt.camel.yaml"),
                "- templatedRoute:\n    routeTemplateRef: mllp-source\n    routeId: mllp-adt\n    parameters:\n"
                        + "      - name: source\n        value: adt\n      - name: ehr\n        value: "
                        + BridgeFixture.EHR + "\n" + all);
    }

    @Test
    void listenerIsOnLoopbackPlainAndCautiousUnlessItIsSaidOtherwise() throws IOException {
        MllpSource source = reader.read(file()).orElseThrow();
        assertThat(source.host()).isEqualTo("127.0.0.1");
        assertThat(source.port()).isEqualTo(2575);
        assertThat(source.tls()).isEmpty();
        assertThat(source.hl7().testMessages()).isFalse();
        assertThat(source.hl7().admittingIsDefinite()).isFalse();
        assertThat(source.warnings()).isEmpty();
    }

    @Test
    void listenerForOtherMachinesIsWarnedOfWhatItLacks() throws IOException {
        assertThat(reader.read(file("host=0.0.0.0")).orElseThrow().warnings()).hasSize(2);
        assertThat(reader.read(file("host=0.0.0.0", "senders=10.1.2.0/24, 10.1.3.4"))
                        .orElseThrow()
                        .warnings())
                .singleElement()
                .asString()
                .contains("not encrypted");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "ehr2=x; unknown key 'ehr2'",
                "port=0; 'port' must be a whole number",
                "senders=kis.example; 'senders' must be IP addresses",
                "charset=EBCDIC-XY; 'charset' must be a character set",
                "testMessages=yes; 'testMessages' must be true or false",
                "identifierSystems=HOSP; 'identifierSystems' must be pairs",
                "tls=true; 'tls' needs keystoreFile",
                "keystoreFile=x.p12; 'tls' must be true",
                "maxBytes=1; 'maxBytes' must be a whole number",
            })
    void wrongParameterIsNamedWithItsLine(String parameter, String message) throws IOException {
        Path file = file(parameter);
        assertThatThrownBy(() -> reader.read(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageMatching("(?s).*adt\\.camel\\.yaml:\\d+: .*")
                .hasMessageContaining(message);
    }

    @Test
    void twoListenersOnOnePortAreRefused() throws IOException {
        Path first = file();
        Files.writeString(
                folder.resolve("zwei.camel.yaml"), Files.readString(first).replace("value: adt", "value: adt2"));
        assertThatThrownBy(() -> reader.readAll(folder)).hasMessageContaining("port 2575 is already used by");
    }

    @Test
    void fileOfAnotherTemplateIsLeftAlone() throws IOException {
        Path file = file();
        Files.writeString(file, Files.readString(file).replace("mllp-source", "file-source"));
        assertThat(reader.read(file)).isEmpty();
    }

    @Test
    void pageTemplateAndCodeKnowTheSameParameters() throws IOException {
        Path file = file("nonsense=1");
        String refusal = catchThrowableOfType(ConfigurationException.class, () -> reader.read(file))
                .getMessage();
        Set<String> known = new TreeSet<>(Arrays.asList(
                refusal.substring(refusal.indexOf("known here: ") + 12).split(", ")));
        assertThat(names(Files.readString(Path.of("routes/50-mllp.camel.yaml")), "(?m)^      - name: (\\w+)$"))
                .isEqualTo(known);
        String page = Files.readString(Path.of("docs/configuration.md"));
        String section = page.substring(page.indexOf("## A listener"));
        section = section.substring(0, section.indexOf("\n## "));
        assertThat(names(section, "(?m)^\\| `(\\w+)` ")).isEqualTo(known);
    }

    @Test
    void exampleCanBeRead() throws IOException {
        Path example = Files.writeString(
                folder.resolve("example.camel.yaml"),
                Files.readString(Path.of("docs/examples/mllp-source.camel.yaml"))
                        .replace("st-anna", BridgeFixture.EHR));
        assertThat(reader.read(example).orElseThrow().intake().identifierSystems())
                .hasSize(1);
    }

    private static Set<String> names(String text, String pattern) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
