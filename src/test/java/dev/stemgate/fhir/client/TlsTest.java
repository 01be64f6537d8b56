// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stemgate.fhir.keys.KeyFileException;
import dev.stemgate.fhir.keys.Keytool;
import dev.stemgate.fhir.keys.NewKey;
import dev.stemgate.fhir.keys.SigningKey;
import dev.stemgate.fhir.keys.SigningKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Private CAs and client certificates, and one clear line for each way in which a secure connection fails. */
class TlsTest {

    private static final String PASSWORD = "canary-keystore-5";

    @TempDir
    static Path folder;

    private static KeyStore all;

    private final EhrClients clients = new EhrClients();
    private TlsEhr ehr;

    @BeforeAll
    static void makeCertificates() throws Exception {
        make("ca", "-ext", "bc:c");
        make("stranger", "-ext", "bc:c");
        make("good", "-signer", "ca", "-ext", "san=ip:127.0.0.1");
        make("wrong-host", "-signer", "ca", "-ext", "san=dns:ehr.example");
        make("expired", "-signer", "ca", "-ext", "san=ip:127.0.0.1", "-startdate", "-3d", "-validity", "1");
        make("client", "-signer", "ca");
        all = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("all.p12"))) {
            all.load(in, PASSWORD.toCharArray());
        }
    }

    @AfterEach
    void stop() {
        clients.close();
        if (ehr != null) {
            ehr.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aPrivateCaAndAClientCertificateLetUsIn(String protocol) throws Exception {
        start("good", true, protocol);
        search(new TlsSettings(Optional.of(pem("ca")), Optional.of(clientCertificate("client"))));
    }

    @Test
    void theTokenEndpointIsSpokenToWithTheSameCertificates() throws Exception {
        start("good", true, "TLSv1.3");
        SigningKey key = NewKey.ES384.writeTo(folder.resolve("key.jwk"));
        Authorization smart = new Authorization.SmartBackend(
                "me",
                () -> new SigningKeys(key, Optional.empty()),
                Optional.empty(),
                new ScopeChoice(ScopeChoice.Syntax.V1, List.of(), false));
        search(smart, new TlsSettings(Optional.of(pem("ca")), Optional.of(clientCertificate("client"))));
        EhrUnavailableException outage = catchThrowableOfType(
                EhrUnavailableException.class,
                () -> search(smart, new TlsSettings(Optional.of(pem("stranger")), Optional.empty())));
        assertThat(outage.code()).isEqualTo("tls-untrusted");
    }

    @ParameterizedTest
    @CsvSource({
        "good, stranger, tls-untrusted, caFile",
        "good, '', tls-untrusted, caFile",
        "expired, ca, tls-expired, has expired",
        "wrong-host, ca, tls-wrong-host, another host"
    })
    void aCertificateThatIsNotRightIsToldInOneLine(String server, String ca, String code, String words)
            throws Exception {
        start(server, false, "TLSv1.3");
        EhrUnavailableException outage =
                outage(new TlsSettings(ca.isEmpty() ? Optional.empty() : Optional.of(pem(ca)), Optional.empty()));
        assertThat(outage.code()).isEqualTo(code);
        assertThat(outage).hasMessageContaining(words);
        assertThat(outage.getMessage().lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2, ''", "TLSv1.3, ''", "TLSv1.2, stranger", "TLSv1.3, stranger"})
    void aClientCertificateThatIsMissingOrWrongIsToldInOneLine(String protocol, String client) throws Exception {
        start("good", true, protocol);
        EhrUnavailableException outage = outage(new TlsSettings(
                Optional.of(pem("ca")), client.isEmpty() ? Optional.empty() : Optional.of(clientCertificate(client))));
        assertThat(outage.code()).as("the alert may be lost").isIn("tls-client-certificate", "tls-broken-off");
        assertThat(outage).hasMessageContaining("clientCertFile");
    }

    @Test
    void aServerThatSpeaksNoTlsIsToldInOneLine() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> answering = CompletableFuture.runAsync(() -> answerPlainly(plain));
            URI base = URI.create("https://127.0.0.1:" + plain.getLocalPort() + "/fhir");
            EhrUnavailableException outage = catchThrowableOfType(
                    EhrUnavailableException.class, () -> search(EhrSettings.of("main", base, Authorization.NONE)));
            assertThat(outage.code()).isEqualTo("tls-failed");
            answering.join();
        }
    }

    @Test
    void filesThatCannotBeUsedAreNamedAndNotQuoted() throws Exception {
        Path text = Files.writeString(folder.resolve("text.pem"), "canary-text");
        Path broken = Files.writeString(
                folder.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\ncanary\n-----END CERTIFICATE-----");
        for (Path file : List.of(text, broken, folder.resolve("none.pem"))) {
            assertThatThrownBy(() -> new TlsSettings(Optional.of(file), Optional.empty()).check())
                    .isInstanceOf(KeyFileException.class)
                    .hasMessageStartingWith(file.toString())
                    .hasMessageNotContaining("canary")
                    .hasNoCause();
        }
        Path store = clientCertificate("client").keystore();
        assertThatThrownBy(() -> new TlsSettings(
                                Optional.empty(),
                                Optional.of(new TlsSettings.ClientCertificate(store, () -> "canary-wrong")))
                        .check())
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("password")
                .hasMessageNotContaining("canary");
    }

    private EhrUnavailableException outage(TlsSettings tls) {
        return catchThrowableOfType(EhrUnavailableException.class, () -> search(tls));
    }

    private void search(TlsSettings tls) {
        search(Authorization.NONE, tls);
    }

    private void search(Authorization authorization, TlsSettings tls) {
        search(EhrSettings.of("main", ehr.base(), authorization).withTls(tls));
    }

    private void search(EhrSettings settings) {
        clients.clientFor(settings)
                .search()
                .byUrl("Patient")
                .returnBundle(Bundle.class)
                .execute();
    }

    private static void answerPlainly(ServerSocket server) {
        try (Socket connection = server.accept()) {
            connection.getInputStream().read();
            connection.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void start(String server, boolean wantsClientCertificate, String protocol) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(only(server), PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", all.getCertificate("ca"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        ehr = new TlsEhr(context, wantsClientCertificate, protocol);
    }

    private static void make(String name, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "-genkeypair",
                "-keystore",
                folder.resolve("all.p12").toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keyalg",
                "EC",
                "-groupname",
                "secp384r1",
                "-alias",
                name,
                "-dname",
                "CN=" + name));
        arguments.addAll(List.of(more));
        Keytool.run(arguments.toArray(String[]::new));
    }

    private static KeyStore only(String name) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                name, all.getKey(name, PASSWORD.toCharArray()), PASSWORD.toCharArray(), all.getCertificateChain(name));
        return store;
    }

    private static TlsSettings.ClientCertificate clientCertificate(String name) throws Exception {
        Path file = folder.resolve(name + ".p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            only(name).store(out, PASSWORD.toCharArray());
        }
        return new TlsSettings.ClientCertificate(file, () -> PASSWORD);
    }

    private static Path pem(String name) {
        try {
            return Files.writeString(
                    folder.resolve(name + ".pem"),
                    "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder()
                                    .encodeToString(all.getCertificate(name).getEncoded())
                            + "\n-----END CERTIFICATE-----\n");
        } catch (IOException | java.security.GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
