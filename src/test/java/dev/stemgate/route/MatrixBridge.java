// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.route.config.SettingsReader;
import dev.stemgate.sandbox.Manner;
import dev.stemgate.sandbox.Sandbox;
import dev.stemgate.sandbox.SandboxSettings;
import dev.stemgate.sandbox.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A sandbox with pages of two and a bridge on it, on one clock that the test moves: pauses pass at once. The shipped routes, except
 * that no timer begins a round.
 */
final class MatrixBridge implements AutoCloseable {

    static final String EHR = BridgeFixture.EHR;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final Sandbox sandbox;
    private final Bridge bridge;

    MatrixBridge(Path folder) {
        this(folder, 2, "", UnaryOperator.identity());
    }

    /**
     * @param more further parameters of the hospital file, as YAML list items
     * @param changed what becomes of the text of each route file
     */
    MatrixBridge(Path folder, int pageSize, String more, UnaryOperator<String> changed) {
        sandbox = Sandbox.start(SandboxSettings.empty()
                .withPageSize(pageSize)
                .withMaxPageSize(pageSize)
                .withClock(new SettableClock(now))
                .withManners(Set.of(Manner.CONTINUE_TOKEN)));
        bridge = Bridge.start(settings(folder, more, changed), BridgeFixture.core(), new SettableClock(now));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> bridge.rounds(EHR) == 1 || bridge.isDown(EHR));
    }

    private BridgeSettings settings(Path folder, String more, UnaryOperator<String> changed) {
        Path settings = BridgeFixture.writeSettings(
                folder, sandbox.baseUrl(), "observation", "- name: readTimeout\n  value: 4s\n" + more);
        try {
            Path routes = Files.createDirectories(folder.resolve("routes"));
            try (Stream<Path> shipped = Files.list(Path.of("routes"))) {
                List<Path> files = shipped.filter(Files::isRegularFile).toList();
                for (Path file : files) {
                    String text = Files.readString(file).replace("{{resumeEvery:5s}}", "1d");
                    Files.writeString(routes.resolve(file.getFileName()), changed.apply(text));
                }
            }
            Files.writeString(settings, Files.readString(settings) + "routes: routes\n");
        } catch (IOException e) {
            throw new IllegalStateException("the test folder cannot be written", e);
        }
        return new SettingsReader(Path.of("").toAbsolutePath()).read(settings);
    }

    /**
     * Longer than the longest pause, then one round.
     *
     * @return whether the bridge is at rest after it: the EHR answers, its cohort was read, and nothing is pending
     */
    boolean laterRound() {
        return soonRound(301);
    }

    /** As {@link #laterRound}, so many seconds later. */
    boolean soonRound(int seconds) {
        pass(seconds);
        int read = bridge.rounds(EHR);
        bridge.runRound(EHR);
        return bridge.rounds(EHR) > read
                && !bridge.isDown(EHR)
                && bridge.ledger().openCount(EHR) == 0;
    }

    void pass(int seconds) {
        now.updateAndGet(at -> at.plusSeconds(seconds));
    }

    Instant now() {
        return now.get();
    }

    Sandbox sandbox() {
        return sandbox;
    }

    Bridge bridge() {
        return bridge;
    }

    @Override
    public void close() {
        bridge.close();
        sandbox.close();
    }
}
