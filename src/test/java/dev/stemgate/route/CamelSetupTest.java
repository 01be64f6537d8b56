// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.route.config.SettingsReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.camel.component.fhir.internal.FhirConstants;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the bridge sets in Camel by a name that Camel would not complain about if it were wrong. */
class CamelSetupTest {

    @TempDir
    Path folder;

    @Test
    void theFhirProducersHaveAPoolThatIsLargeEnough() throws IOException {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            new FhirThreads(24).configure(context);
            assertThat(context.getExecutorServiceManager().getThreadPoolProfile(FhirConstants.THREAD_PROFILE_NAME))
                    .satisfies(profile -> {
                        assertThat(profile.getPoolSize()).isEqualTo(24);
                        assertThat(profile.getMaxPoolSize()).isEqualTo(24);
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/observe/health", "/observe/metrics"})
    void healthAndMetricsAreServed(String path) throws Exception {
        int port = freePort();
        try (BridgeFixture fixture = BridgeFixture.in(folder)) {
            Path settings =
                    BridgeFixture.writeSettings(folder, fixture.sandbox().baseUrl(), "off", "");
            Files.writeString(settings, Files.readString(settings).replace("port: 0", "port: " + port));
            try (Bridge bridge = Bridge.start(
                    new SettingsReader(Path.of("").toAbsolutePath()).read(settings),
                    BridgeFixture.core(),
                    Clock.systemUTC())) {
                assertThat(bridge.isDown(BridgeFixture.EHR)).isFalse();
                HttpResponse<String> answer = HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).isNotBlank();
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
