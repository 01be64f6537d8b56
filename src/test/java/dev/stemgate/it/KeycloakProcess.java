// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The Keycloak that {@code it/keycloak/pom.xml} unpacks, in a JVM of its own: an authorisation server that is not ours. */
final class KeycloakProcess implements AutoCloseable {

    private static final Path TARGET = Path.of("it/keycloak/target");

    private final Process process;
    private final int port;

    private KeycloakProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Where it was unpacked; empty when it was not. */
    static Optional<Path> unpacked() {
        if (!Files.isDirectory(TARGET)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(TARGET)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve("bin/kc.sh")))
                    .findFirst();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Starts it with one realm, called {@code hospital}, and waits until it answers, at most five minutes. */
    static KeycloakProcess start(Path home, String realm) throws IOException {
        Files.writeString(Files.createDirectories(home.resolve("data/import")).resolve("hospital-realm.json"), realm);
        int port;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        ProcessBuilder command = new ProcessBuilder(List.of(
                        "bash",
                        home.resolve("bin/kc.sh").toAbsolutePath().toString(),
                        "start-dev",
                        "--db=dev-mem",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--import-realm"))
                .redirectErrorStream(true)
                .redirectOutput(TARGET.resolve("keycloak.log").toFile());
        command.environment().put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1 -Xmx512m");
        KeycloakProcess keycloak = new KeycloakProcess(command.start(), port);
        Awaitility.await("Keycloak answers; its log is " + TARGET.resolve("keycloak.log"))
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofSeconds(1))
                .until(keycloak::answers);
        return keycloak;
    }

    URI tokenUrl() {
        return URI.create("http://127.0.0.1:" + port + "/realms/hospital/protocol/openid-connect/token");
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("Keycloak ended; its log is " + TARGET.resolve("keycloak.log"));
        }
        try {
            java.net.HttpURLConnection request =
                    (java.net.HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/realms/hospital")
                            .toURL()
                            .openConnection();
            return request.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
