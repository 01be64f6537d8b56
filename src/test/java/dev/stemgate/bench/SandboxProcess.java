// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bench;

import dev.stemgate.sandbox.FaultAction;
import dev.stemgate.sandbox.Sandbox;
import dev.stemgate.sandbox.SandboxSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** A sandbox EHR in a JVM of its own, so that what it holds is not counted as what the bridge holds. Ends when its input does. */
final class SandboxProcess implements AutoCloseable {

    private final Process process;
    private final URI baseUrl;

    /** @param latency before each answer, in milliseconds */
    SandboxProcess(int latency, String... populations) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        process = new ProcessBuilder(
                        java,
                        "-Xmx2g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SandboxProcess.class.getName(),
                        Integer.toString(latency),
                        String.join(",", populations))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        while (line != null && !line.startsWith("READY ")) {
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException("the sandbox did not start");
        }
        baseUrl = URI.create(line.substring("READY ".length()));
        Thread drain = new Thread(() -> out.lines().forEach(rest -> {}), "sandbox-output");
        drain.setDaemon(true);
        drain.start();
    }

    /** @param args latency in milliseconds; populations as {@code name:size}, separated by commas */
    public static void main(String[] args) throws Exception {
        Sandbox sandbox = Sandbox.start(SandboxSettings.empty().withMaxPageSize(500));
        for (String population : args[1].split(",")) {
            String[] parts = population.split(":");
            new BenchPopulation(parts[0], Integer.parseInt(parts[1]))
                    .resources()
                    .forEach(sandbox.store()::put);
        }
        Duration latency = Duration.ofMillis(Long.parseLong(args[0]));
        if (!latency.isZero()) {
            sandbox.misbehave(request -> new FaultAction.Slow(latency, FaultAction.pass()));
        }
        System.out.println("READY " + sandbox.baseUrl());
        while (System.in.read() >= 0) {
            // Only the end of the input means something.
        }
        sandbox.close();
        System.exit(0);
    }

    URI baseUrl() {
        return baseUrl;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.destroy();
    }
}
