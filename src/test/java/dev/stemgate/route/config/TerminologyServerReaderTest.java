// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stemgate.route.BridgeFixture;
import dev.stemgate.terminology.Role;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminologyServerReaderTest {

    @TempDir
    Path folder;

    @Test
    void withoutTheBlockThereIsNoServer() throws IOException {
        assertThat(read("")).isEmpty();
    }

    @Test
    void theDefaultsAreTheCautiousOnes() throws IOException {
        assertThat(read("  baseUrl: https://tx.example/fhir\n")).hasValueSatisfying(server -> {
            assertThat(server.timeout()).isEqualTo(Duration.ofSeconds(5));
            assertThat(server.budget()).isEqualTo(Duration.ofSeconds(20));
            assertThat(server.cacheFor()).isEqualTo(Duration.ofDays(7));
            assertThat(server.clears()).isFalse();
            assertThat(server.valueSets()).isEmpty();
            assertThat(server.login()).isEqualTo(new Login.None());
        });
    }

    @Test
    void everyKeyIsRead() throws IOException {
        Files.writeString(folder.resolve("secret"), "a-token");
        assertThat(
                        read(
                                """
                          baseUrl: https://tx.example/fhir
                          auth: bearer
                          tokenFile: secret
                          timeout: 2s
                          cacheFor: 12h
                          underNone: irrelevant
                          valueSets: hiv include http://a/x|1, pregnancy  signal http://a/y
                        """))
                .hasValueSatisfying(server -> {
                    assertThat(server.login()).isInstanceOf(Login.Bearer.class);
                    assertThat(server.timeout()).isEqualTo(Duration.ofSeconds(2));
                    assertThat(server.cacheFor()).isEqualTo(Duration.ofHours(12));
                    assertThat(server.clears()).isTrue();
                    assertThat(server.valueSets())
                            .containsExactly(
                                    new TerminologyServerSettings.CriterionValueSet(
                                            "hiv", Role.INCLUDE, "http://a/x|1"),
                                    new TerminologyServerSettings.CriterionValueSet(
                                            "pregnancy", Role.SIGNAL, "http://a/y"));
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "timeout: 2s; 'terminologyServer.baseUrl' is missing",
                "baseUrl: http://tx.example/fhir; https is needed",
                "baseUrl: tx.example; must be an http or https URL",
                "underNone: yes; must be one of irrelevant, to-classify",
                "auth: bearer; bearer needs 'tokenFile' or 'tokenEnv'",
                "valueSets: hiv exclude http://a/x; must be 'criterion include URL'",
                "valueSets: hiv http://a/x; must be 'criterion include URL'",
                "colour: blue; unknown key 'terminologyServer.colour'"
            })
    void whatIsNotUnderstoodIsRefusedWithTheFile(String line, String message) {
        String base =
                line.startsWith("baseUrl") || line.startsWith("timeout") ? "" : "  baseUrl: https://tx.example/fhir\n";
        assertThatThrownBy(() -> read(base + "  " + line + "\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("stemgate.yaml")
                .hasMessageContaining(message);
    }

    private Optional<TerminologyServerSettings> read(String block) throws IOException {
        Path file = BridgeFixture.writeSettings(folder, URI.create("http://127.0.0.1:9/fhir"), "off", "");
        Files.writeString(file, Files.readString(file) + (block.isEmpty() ? "" : "terminologyServer:\n" + block));
        return new SettingsReader(Path.of("").toAbsolutePath()).read(file).terminologyServer();
    }
}
