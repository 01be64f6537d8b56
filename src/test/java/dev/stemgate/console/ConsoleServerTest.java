// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stemgate.console.access.UsersFileException;
import dev.stemgate.fhir.keys.Keytool;
import dev.stemgate.route.config.ConfigurationException;
import dev.stemgate.route.config.ConsoleSettings;
import dev.stemgate.route.config.SecretSource;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleServerTest {

    private static final String PASSWORD = "keystore-password";

    @TempDir
    Path folder;

    @Test
    void itSpeaksTlsWithItsOwnCertificate() throws Exception {
        Path keystore = folder.resolve("tls.p12");
        Keytool.run(
                "-genkeypair",
                "-keystore",
                keystore.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-alias",
                "console",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost");
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        ConsoleSettings settings = new ConsoleSettings(
                "127.0.0.1",
                0,
                true,
                Optional.empty(),
                Optional.of(new ConsoleSettings.Certificate(keystore, Optional.of(new SecretSource.InFile(password)))),
                false,
                Optional.empty());
        try (ConsoleFixture console = ConsoleFixture.in(folder, settings, new SteppingClock())) {
            assertThat(console.server().url()).hasScheme("https");
            HttpClient client =
                    HttpClient.newBuilder().sslContext(trusting(keystore)).build();
            URI url = URI.create("https://localhost:" + console.server().port() + "/");
            HttpResponse<String> page =
                    client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(page.body()).contains("<h1>Overview</h1>");
            assertThat(page.headers().firstValue("Set-Cookie").orElse("")).contains("; Secure");
            assertThat(page.headers().firstValue("Strict-Transport-Security")).isPresent();
        }
    }

    @Test
    void aPortThatIsTakenIsNamedWithTheRemedy() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> ConsoleFixture.in(
                            folder, ConsoleSettings.loopback(other.getLocalPort()), new SteppingClock()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("console.port");
        }
    }

    @Test
    void aKeystoreThatCannotBeOpenedEndsTheStart() throws Exception {
        Path keystore = Files.writeString(folder.resolve("tls.p12"), "no keystore");
        ConsoleSettings settings = new ConsoleSettings(
                "127.0.0.1",
                0,
                true,
                Optional.empty(),
                Optional.of(new ConsoleSettings.Certificate(keystore, Optional.empty())),
                false,
                Optional.empty());
        assertThatThrownBy(() -> ConsoleFixture.in(folder, settings, new SteppingClock()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("console");
    }

    @Test
    void aFileOfUsersThatCannotBeReadEndsTheStart() {
        ConsoleSettings settings = new ConsoleSettings(
                "127.0.0.1", 0, true, Optional.of(folder.resolve("none")), Optional.empty(), false, Optional.empty());
        assertThatThrownBy(() -> ConsoleFixture.in(folder, settings, new SteppingClock()))
                .isInstanceOf(UsersFileException.class);
    }

    @Test
    void settingsThatWouldLetOthersInUnprotectedCannotBeMade() {
        assertThatThrownBy(() -> new ConsoleSettings(
                        "0.0.0.0", 8089, false, Optional.empty(), Optional.empty(), false, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ConsoleSettings(
                        "127.0.0.1", 8089, true, Optional.empty(), Optional.empty(), true, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static SSLContext trusting(Path keystore) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("console", store.getCertificate("console"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
