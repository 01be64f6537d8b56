// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.stemgate.route.BridgeFixture;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code stemgate keys}: what is made, what is shown, and what is never shown. */
class KeysCommandTest {

    private static final URI NOWHERE = URI.create("http://127.0.0.1:9/fhir");

    @TempDir
    Path folder;

    private StringWriter out;
    private StringWriter err;

    @BeforeEach
    void listen() {
        out = new StringWriter();
        err = new StringWriter();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES384", "RS384"})
    void aNewKeyIsMadeAndItsPublicHalfShown(String algorithm) throws Exception {
        Path file = folder.resolve("new.jwk");
        assertThat(execute("keys", "new", "--algorithm", algorithm, file.toString()))
                .isEqualTo(ExitCode.DONE.number());
        JWK made = JWK.parse(Files.readString(file));
        assertThat(made.isPrivate()).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        JWK shown = JWKSet.parse(out.toString()).getKeys().get(0);
        assertThat(shown.isPrivate()).isFalse();
        assertThat(shown.getKeyID()).isEqualTo(made.getKeyID());
        assertThat(shown.getAlgorithm().getName()).isEqualTo(algorithm);
    }

    @Test
    void anExistingFileIsKept() throws Exception {
        Path file = Files.writeString(folder.resolve("old.jwk"), "mine");
        assertThat(execute("keys", "new", file.toString())).isEqualTo(ExitCode.USAGE.number());
        assertThat(err.toString()).contains("exists already");
        assertThat(Files.readString(file)).isEqualTo("mine");
    }

    @Test
    void theCurrentAndTheNextKeyOfAHospitalAreShown() throws Exception {
        execute("keys", "new", folder.resolve("one.jwk").toString());
        execute("keys", "new", folder.resolve("two.jwk").toString());
        Path settings = BridgeFixture.writeSettings(
                folder,
                NOWHERE,
                "off",
                """
                - name: auth
                  value: smart
                - name: clientId
                  value: me
                - name: keyFile
                  value: ../one.jwk
                - name: nextKeyFile
                  value: ../two.jwk
                """);
        for (String[] command : new String[][] {
            {"keys", "jwks", "--config", settings.toString()},
            {"keys", "jwks", "--config", settings.toString(), "--ehr", BridgeFixture.EHR}
        }) {
            listen();
            assertThat(execute(command)).as(err.toString()).isEqualTo(ExitCode.DONE.number());
            JWKSet shown = JWKSet.parse(out.toString());
            assertThat(shown.getKeys()).extracting(JWK::getKeyID).containsExactly(id("one.jwk"), id("two.jwk"));
            assertThat(shown.getKeys()).noneMatch(JWK::isPrivate);
        }
    }

    @Test
    void aHospitalWithoutKeysIsToldSo() {
        Path settings = BridgeFixture.writeSettings(folder, NOWHERE, "off", "");
        assertThat(execute("keys", "jwks", "--config", settings.toString(), "--ehr", BridgeFixture.EHR))
                .isEqualTo(ExitCode.USAGE.number());
        assertThat(err.toString()).contains("no 'auth: smart'");
        assertThat(execute("keys")).isEqualTo(ExitCode.USAGE.number());
    }

    private String id(String file) throws Exception {
        return JWK.parse(Files.readString(folder.resolve(file))).getKeyID();
    }

    private int execute(String... arguments) {
        return Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
