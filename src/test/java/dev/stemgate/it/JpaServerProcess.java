// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.it;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The HAPI FHIR JPA server of {@code it/jpa-server} in a JVM of its own: a real FHIR server that is not ours. Tests get the
 * one of the run from {@link JpaServerExtension}. It is in memory, on loopback, without authentication, and ends when this
 * JVM does, however that happens, because it watches its standard input. Thread-safe.
 */
public final class JpaServerProcess implements AutoCloseable {

    private static final String READY = "READY ";
    private static final long START_SECONDS = 240;
    private static final long STOP_SECONDS = 20;

    private final Process process;
    private final URI baseUrl;

    private JpaServerProcess(Process process, URI baseUrl) {
        this.process = process;
        this.baseUrl = baseUrl;
    }

    /** As {@link #start(Path, List)}, in a small JVM that starts quickly. */
    public static JpaServerProcess start(Path projectDir) {
        return start(projectDir, List.of("-Xmx768m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    }

    /**
     * Starts a server and waits until it accepts requests, at most four minutes.
     *
     * @param projectDir the folder of the main {@code pom.xml}
     * @param jvm options of its JVM
     * @throws IllegalStateException when it is not built or does not start; the message names its log file
     */
    public static JpaServerProcess start(Path projectDir, List<String> jvm) {
        Path target = projectDir.resolve("it/jpa-server/target");
        Path jar = target.resolve("jpa-server.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(
                    jar + " is missing; build it with: mvn -B -q -f it/jpa-server/pom.xml package");
        }
        Path log = target.resolve("jpa-server.log");
        try {
            Process process = new ProcessBuilder(command(jar, target.resolve("lib"), jvm))
                    .redirectError(log.toFile())
                    .start();
            return new JpaServerProcess(process, awaitReady(process, log));
        } catch (IOException e) {
            throw new UncheckedIOException("The JPA server could not be started", e);
        }
    }

    private static List<String> command(Path jar, Path lib, List<String> jvm) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = jar + File.pathSeparator + lib.resolve("*");
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(jvm);
        command.addAll(List.of("-cp", classPath, "dev.stemgate.it.jpa.JpaServer", "0"));
        return command;
    }

    private static URI awaitReady(Process process, Path log) {
        try {
            return CompletableFuture.supplyAsync(() -> readReady(process)).get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IllegalStateException("The JPA server did not become ready; see " + log, e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the JPA server started", e);
        }
    }

    private static URI readReady(Process process) {
        try {
            var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = reader.readLine();
            if (line == null || !line.startsWith(READY)) {
                throw new IllegalStateException("It ended, or said something else than READY");
            }
            return URI.create(line.substring(READY.length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the JVM in which the server runs. */
    public long pid() {
        return process.pid();
    }

    /** The base of the FHIR API, for instance {@code http://127.0.0.1:41234/fhir}, without a slash at the end. */
    public URI baseUrl() {
        return baseUrl;
    }

    /** Closes the server's standard input, and ends the process where that is not enough. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
