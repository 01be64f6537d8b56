// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.route.BridgeFixture;
import dev.stemgate.route.Records;
import dev.stemgate.sandbox.Fault;
import dev.stemgate.sandbox.FaultAction;
import dev.stemgate.sandbox.Sandbox;
import dev.stemgate.sandbox.SandboxSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code stemgate run} on an EHR that is not there, or does not let it in; and its start on a port that is taken. */
@Timeout(180)
class OutageIT {

    @TempDir
    Path folder;

    @Test
    void anEhrThatIsNotThereLeavesTheBridgeAliveAndNotReady() {
        int health = freePort();
        Path settings = settings(URI.create("http://127.0.0.1:" + freePort() + "/fhir"), health);
        try (StemgateProcess bridge = run(settings)) {
            bridge.awaitError("unavailable (no-answer)");
            staysAliveAndIsNotReady(bridge, health);
        }
    }

    @Test
    void anEhrThatDoesNotLetItInLeavesTheBridgeAliveUntilItDoes() {
        int health = freePort();
        try (Sandbox ehr = Sandbox.start(SandboxSettings.empty())) {
            ehr.store().put(Records.patient("a"));
            ehr.misbehave(request -> FaultAction.status(401));
            Path settings = settings(ehr.baseUrl(), health);
            try (StemgateProcess bridge = run(settings)) {
                bridge.awaitError("unavailable (http-401)");
                staysAliveAndIsNotReady(bridge, health);
                ehr.misbehave(Fault.NONE);
                awaitStatus(health, "/observe/health/ready", 200);
                bridge.awaitError("cohort read, 1 patients found");
            }
        }
    }

    @Test
    void aPortThatIsTakenEndsTheStartWithOneLine() throws IOException {
        try (ServerSocket other = new ServerSocket(0);
                StemgateProcess bridge = run(settings(URI.create("http://127.0.0.1:9/fhir"), other.getLocalPort()))) {
            assertThat(bridge.awaitExit()).isEqualTo(2);
            assertThat(bridge.errLines()).singleElement().satisfies(line -> assertThat(line)
                    .contains("stemgate.yaml", ":" + other.getLocalPort(), "set 'http.port' to a free port"));
        }
    }

    private static void staysAliveAndIsNotReady(StemgateProcess bridge, int health) {
        awaitStatus(health, "/observe/health/ready", 503);
        awaitStatus(health, "/observe/health/live", 200);
        assertThat(bridge.isAlive()).isTrue();
        assertThat(bridge.err()).doesNotContain("ERROR", "Exception");
    }

    private static void awaitStatus(int port, String path, int status) {
        Awaitility.await(path + " answers " + status)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(() -> status(port, path) == status);
    }

    private static int status(int port, String path) {
        try {
            URI uri = URI.create("http://127.0.0.1:" + port + path);
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private StemgateProcess run(Path settings) {
        return StemgateProcess.start(folder, "run", "--config", settings.toString());
    }

    private Path settings(URI ehr, int httpPort) {
        Path settings = BridgeFixture.writeSettings(folder, ehr, "observation", "");
        try {
            String text = Files.readString(settings).replace("http:\n  port: 0", "http:\n  port: " + httpPort);
            return Files.writeString(settings, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
