// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.stemgate.fhir.keys.NewKey;
import dev.stemgate.fhir.keys.SigningKey;
import dev.stemgate.fhir.keys.SigningKeys;
import dev.stemgate.route.config.SettingsReader;
import dev.stemgate.sandbox.Sandbox;
import dev.stemgate.sandbox.SandboxSettings;
import dev.stemgate.sandbox.SmartAuthorization;
import dev.stemgate.sandbox.SmartSettings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hospitals fetch our public keys from the bridge, and nothing else of them. */
class PublishedKeysTest {

    @TempDir
    Path folder;

    @Test
    void currentAndNextKeyAreServedAndNoPrivateMemberLeavesAndHealthTellsASmallerGrant() throws Exception {
        SigningKey currentKey = NewKey.RS384.writeTo(folder.resolve("current.jwk"));
        String current = currentKey.id();
        String next = NewKey.ES384.writeTo(folder.resolve("next.jwk")).id();
        SmartAuthorization smart =
                new SmartAuthorization(SmartSettings.of("me", new SigningKeys(currentKey, Optional.empty()).jwks())
                        .withWithheld("system/MedicationRequest.rs"));
        int port = freePort();
        try (Sandbox ehr = Sandbox.start(SandboxSettings.empty(), smart)) {
            Path file = BridgeFixture.writeSettings(
                    folder,
                    ehr.baseUrl(),
                    "off",
                    """
                    - name: auth
                      value: smart
                    - name: clientId
                      value: me
                    - name: keyFile
                      value: ../current.jwk
                    - name: nextKeyFile
                      value: ../next.jwk
                    """);
            Files.writeString(file, Files.readString(file).replace("port: 0", "port: " + port));
            try (Bridge bridge = Bridge.start(
                    new SettingsReader(Path.of("").toAbsolutePath()).read(file),
                    BridgeFixture.core(),
                    Clock.systemUTC())) {
                for (String path : new String[] {"/.well-known/jwks.json", "/.well-known/jwks/test-ehr.json"}) {
                    HttpResponse<String> answer = get(port, path);
                    assertThat(answer.statusCode()).isEqualTo(200);
                    assertThat(answer.headers().firstValue("Content-Type")).contains("application/jwk-set+json");
                    JWKSet served = JWKSet.parse(answer.body());
                    assertThat(served.getKeys()).extracting(JWK::getKeyID).containsExactly(current, next);
                    assertThat(served.getKeys()).noneMatch(JWK::isPrivate);
                    assertThat(answer.body()).doesNotContain("\"d\"", "\"p\"", "\"q\"", "\"dp\"", "\"dq\"", "\"qi\"");
                }
                assertThat(get(port, "/.well-known/jwks/other.json").statusCode())
                        .isEqualTo(404);
                assertThat(get(port, "/.well-known/jwks/test-ehr").statusCode()).isEqualTo(404);
                Awaitility.await().until(() -> bridge.rounds(BridgeFixture.EHR) > 0);
                assertThat(get(port, "/observe/health?data=true").body())
                        .contains("the granted scope is smaller than needed", "MedicationRequest");
            }
        }
    }

    private static HttpResponse<String> get(int port, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws Exception {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
