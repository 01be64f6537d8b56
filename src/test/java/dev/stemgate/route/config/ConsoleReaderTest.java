// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stemgate.route.BridgeFixture;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleReaderTest {

    @TempDir
    Path folder;

    @Test
    void withoutABlockItListensOnLoopback() throws IOException {
        ConsoleSettings console = read("");
        assertThat(console).isEqualTo(ConsoleSettings.loopback(8089));
    }

    @Test
    void portZeroServesNoneWhateverElseIsSaid() throws IOException {
        assertThat(read("host: 0.0.0.0\nport: 0").port()).isZero();
    }

    @Test
    void beyondLoopbackWithLoginTlsAndAddressIsAllowed() throws IOException {
        ConsoleSettings console = read(
                "host: 0.0.0.0\nusersFile: users\nkeystoreFile: tls.p12\npublicUrl: https://stemgate.example.org:8089");
        assertThat(console.loopback()).isFalse();
        assertThat(console.usersFile()).contains(folder.resolve("users"));
        assertThat(console.tls().orElseThrow().keystore()).isEqualTo(folder.resolve("tls.p12"));
    }

    @Test
    void aProxyInFrontIsAllowedWhenItIsNamedOnPurpose() throws IOException {
        ConsoleSettings console =
                read("host: 0.0.0.0\nusersFile: users\nbehindTlsProxy: true\npublicUrl: https://stemgate.example.org/");
        assertThat(console.behindTlsProxy()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "host: 0.0.0.0 | console.usersFile",
                "host: 0.0.0.0;keystoreFile: tls.p12;publicUrl: https://a.example | console.usersFile",
                "host: 0.0.0.0;usersFile: users | console.keystoreFile",
                "host: 0.0.0.0;usersFile: users;publicUrl: https://a.example | console.behindTlsProxy: true",
                "host: 0.0.0.0;usersFile: users;keystoreFile: tls.p12 | console.publicUrl",
                "host: 0.0.0.0;usersFile: users;keystoreFile: tls.p12;publicUrl: http://a.example | https address",
                "host: 0.0.0.0;usersFile: users;keystoreFile: tls.p12;publicUrl: https://a.example/x | without user and path",
                "behindTlsProxy: true | console.usersFile",
                "behindTlsProxy: true;usersFile: users | console.publicUrl",
                "behindTlsProxy: perhaps | true or false",
                "host: no.such.host.invalid | is no address of this machine",
                "port: 70000 | whole number"
            })
    void aConsoleThatOthersCouldReachUnprotectedIsRefused(String block, String names) {
        assertThatThrownBy(() -> read(block.strip().replace(";", "\n")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("stemgate.yaml:")
                .hasMessageContaining(names);
    }

    private ConsoleSettings read(String block) throws IOException {
        Path file = BridgeFixture.writeSettings(folder, URI.create("http://127.0.0.1:9/fhir"), "off", "");
        String without = Files.readString(file).replaceAll("console:\\n  port: 0\\n", "");
        Files.writeString(file, without + (block.isEmpty() ? "" : "console:\n" + block.indent(2)));
        return new SettingsReader(Path.of("").toAbsolutePath()).read(file).console();
    }
}
