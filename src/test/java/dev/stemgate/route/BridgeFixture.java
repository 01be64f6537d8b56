// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.route.config.SettingsReader;
import dev.stemgate.sandbox.Sandbox;
import dev.stemgate.sandbox.SandboxSettings;
import dev.stemgate.state.UnitState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/** A sandbox EHR and a bridge on it, with the shipped routes and the shipped model, in a folder of their own. */
public final class BridgeFixture implements AutoCloseable {

    public static final String EHR = "test-ehr";

    private static final class Core {
        static final ScreeningCore SHIPPED = ScreeningCore.load(Path.of("model"));
    }

    private final Path folder;
    private final Sandbox sandbox;
    private Bridge bridge;

    private BridgeFixture(Path folder, Sandbox sandbox) {
        this.folder = folder;
        this.sandbox = sandbox;
    }

    /** An empty sandbox; nothing is running yet. */
    public static BridgeFixture in(Path folder) {
        return in(folder, SandboxSettings.empty());
    }

    static BridgeFixture in(Path folder, SandboxSettings settings) {
        return new BridgeFixture(folder, Sandbox.start(settings));
    }

    /** On a sandbox that was set up otherwise; it is closed with the fixture. */
    static BridgeFixture on(Path folder, Sandbox sandbox) {
        return new BridgeFixture(folder, sandbox);
    }

    public BridgeFixture given(String... resources) {
        for (String resource : resources) {
            sandbox.store().put(resource);
        }
        return this;
    }

    /** Starts the bridge with write-back {@code observation}; its first round begins at once. */
    BridgeFixture start() {
        return start("observation", "");
    }

    /** @param more further parameters of the hospital file, as YAML list items */
    BridgeFixture start(String writeBack, String more) {
        return start(writeBack, more, core());
    }

    /** Starts with another model than the shipped one, for instance with a local map. */
    public BridgeFixture start(String writeBack, String more, ScreeningCore core) {
        return start(writeBack, more, core, Clock.systemUTC());
    }

    /** Starts on another day than today. */
    BridgeFixture start(String writeBack, String more, ScreeningCore core, Clock clock) {
        bridge = Bridge.start(settings(folder, sandbox.baseUrl(), writeBack, more), core, clock);
        return this;
    }

    /** @param block further lines of {@code stemgate.yaml} */
    BridgeFixture startWithSettings(String block, Clock clock) {
        try {
            Path file = writeSettings(folder, sandbox.baseUrl(), "observation", "");
            Files.writeString(file, Files.readString(file) + block);
            bridge = Bridge.start(new SettingsReader(Path.of("").toAbsolutePath()).read(file), core(), clock);
            return this;
        } catch (IOException e) {
            throw new IllegalStateException("the test folder cannot be written", e);
        }
    }

    public static ScreeningCore core() {
        return Core.SHIPPED;
    }

    /** Starts the bridge and waits until its first round is done and nothing is pending. */
    public BridgeFixture startAndSettle() {
        return start().settle();
    }

    public BridgeFixture settle() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> bridge.rounds(EHR) > 0 && bridge.ledger().openCount(EHR) == 0);
        return this;
    }

    /** One more round. */
    BridgeFixture again() {
        bridge.runRound(EHR);
        return settle();
    }

    public Bridge bridge() {
        return bridge;
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    Path folder() {
        return folder;
    }

    Map<UnitState, Long> counts() {
        return bridge.ledger().counts(EHR);
    }

    long observationVersions() {
        return sandbox.store().versionCount("Observation");
    }

    public void stopBridge() {
        bridge.close();
        bridge = null;
    }

    @Override
    public void close() {
        if (bridge != null) {
            bridge.close();
        }
        sandbox.close();
    }

    /** Settings as an engineer writes them, read as the product reads them. */
    public static BridgeSettings settings(Path folder, URI baseUrl, String writeBack, String more) {
        return new SettingsReader(Path.of("").toAbsolutePath()).read(writeSettings(folder, baseUrl, writeBack, more));
    }

    /** Writes {@code stemgate.yaml} and one hospital file, and returns the former. */
    public static Path writeSettings(Path folder, URI baseUrl, String writeBack, String more) {
        try {
            Path hospitals = Files.createDirectories(folder.resolve("hospitals"));
            Files.writeString(
                    hospitals.resolve(EHR + ".camel.yaml"),
                    """
                    - templatedRoute:
                        routeTemplateRef: hospital
                        routeId: hospital-%s
                        parameters:
                          - name: ehr
                            value: %s
                          - name: baseUrl
                            value: %s
                          - name: cadence
                            value: 1d
                          - name: writeBack
                            value: "%s"
                          - name: pageSize
                            value: "20"
                    %s"""
                            .formatted(EHR, EHR, baseUrl, writeBack, more.indent(6)));
            return Files.writeString(
                    folder.resolve("stemgate.yaml"),
                    """
                    hospitals: hospitals
                    state:
                      url: jdbc:h2:file:./state/stemgate
                    http:
                      port: 0
                    console:
                      port: 0
                    """);
        } catch (IOException e) {
            throw new IllegalStateException("the test folder cannot be written", e);
        }
    }
}
