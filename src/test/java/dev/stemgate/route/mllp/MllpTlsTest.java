// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stemgate.intake.MessageIntake;
import dev.stemgate.route.config.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A listener whose connections are secure. */
class MllpTlsTest {

    private static final String MESSAGE =
            "MSH|^~\\&|A|B|C|D|20260301||ADT^A01|C-1|P|2.5\rPID|1||1^^^HOSP\rDG1|1||B20^^I10|||F\r";
    private static final MessageIntake STORED = (source, id, message, format) -> MessageIntake.Receipt.STORED;

    @TempDir
    Path folder;

    private Path keystore(String name) throws IOException, InterruptedException {
        Path file = folder.resolve(name);
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "listener",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        Files.writeString(folder.resolve("password"), "changeit\n");
        return file;
    }

    private static final String PARAMETERS =
            """
            - name: tls
              value: "true"
            - name: keystoreFile
              value: listener.p12
            - name: keystorePasswordFile
              value: password
            """;

    @Test
    void messageOverASecureConnectionIsAnsweredAndAPlainOneIsNot() throws Exception {
        Path file = keystore("listener.p12");
        try (ListenerFixture listener = new ListenerFixture(folder, STORED, PARAMETERS)) {
            try (MllpClient client =
                    new MllpClient(listener.port(), trusting(file).getSocketFactory())) {
                assertThat(client.ask(MESSAGE)).contains("MSA|AA|C-1");
            }
            try (MllpClient plain = listener.client()) {
                assertThat(plain.ask(MESSAGE)).doesNotContain("MSA");
            }
        }
    }

    @Test
    void wrongPasswordIsAWrongConfigurationAtTheStart() throws Exception {
        keystore("listener.p12");
        Files.writeString(folder.resolve("password"), "wrong-secret");
        assertThatThrownBy(() -> new ListenerFixture(folder, STORED, PARAMETERS))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("listener.p12")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("wrong-secret"));
    }

    private static SSLContext trusting(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, "changeit".toCharArray());
        }
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("listener", store.getCertificate("listener"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trust);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
