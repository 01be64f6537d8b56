// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * The product in a JVM of its own: the runnable jar that the system property {@code stemgate.jar} names where it is built, else
 * the class path of this test. What it says is kept in {@code target/e2e/}. Ended by its own process handle, at the latest when
 * closed.
 */
final class StemgateProcess implements AutoCloseable {

    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final Path LOGS = HOME.resolve("target/e2e");
    private static final AtomicInteger STARTED = new AtomicInteger();
    private static final Duration LONGEST = Duration.ofSeconds(120);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final Process process;
    private final Path out;
    private final Path err;

    private StemgateProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts {@code stemgate} with these arguments in a working folder. */
    static StemgateProcess start(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstemgate.home=" + HOME,
                "-Dfile.encoding=UTF-8",
                "-Djava.awt.headless=true",
                "-XX:-UsePerfData",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(program());
        command.addAll(List.of(arguments));
        String name = ProcessHandle.current().pid() + "-" + STARTED.incrementAndGet();
        try {
            Files.createDirectories(LOGS);
            Path out = LOGS.resolve(name + ".out");
            Path err = LOGS.resolve(name + ".err");
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            process.getOutputStream().close();
            return new StemgateProcess(process, out, err);
        } catch (IOException e) {
            throw new UncheckedIOException("The program could not be started", e);
        }
    }

    /** Runs a command to its end. */
    static StemgateProcess run(Path folder, String... arguments) {
        StemgateProcess process = start(folder, arguments);
        process.awaitExit();
        return process;
    }

    private static List<String> program() {
        Path jar = Path.of(System.getProperty("stemgate.jar", "target/stemgate-all.jar"));
        return System.getProperty("stemgate.jar") != null && Files.isRegularFile(jar)
                ? List.of("-jar", jar.toAbsolutePath().toString())
                : List.of("-cp", System.getProperty("java.class.path"), "dev.stemgate.cli.Main");
    }

    /** Waits until standard error holds this text; fails when the process ends without having said it. */
    StemgateProcess awaitError(String text) {
        Awaitility.await("the program says '" + text + "' in " + err)
                .atMost(LONGEST)
                .pollInterval(LOOK_EVERY)
                .failFast("it ended before, see " + err, () -> !process.isAlive() && !err().contains(text))
                .until(() -> err().contains(text));
        return this;
    }

    /** Waits for the end and gives the exit code. */
    int awaitExit() {
        try {
            if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("It did not end within " + LONGEST.toSeconds() + " s, see " + err);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the program ran", e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** {@code kill -9}, and waits until it is gone. */
    void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** {@code kill}, as a service manager stops it, and waits until it is gone. */
    int stop() {
        process.destroy();
        return awaitExit();
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    /** What it said on standard error, line by line, blank ones left out. */
    List<String> errLines() {
        return err().lines().filter(line -> !line.isBlank()).toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
