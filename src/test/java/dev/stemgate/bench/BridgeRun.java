// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bench;

import dev.stemgate.route.Bridge;
import dev.stemgate.route.ScreeningCore;
import dev.stemgate.route.config.SettingsReader;
import dev.stemgate.state.Trigger;
import dev.stemgate.state.UnitState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** A bridge on one server, started before its patients are there, so that a measured round holds no start of the bridge. */
final class BridgeRun implements AutoCloseable {

    static final String EHR = "bench";
    private static final ScreeningCore CORE = ScreeningCore.load(Path.of("model"));

    private final Bridge bridge;

    /** @param more further parameters of the hospital file, as lines {@code name: value} */
    BridgeRun(URI baseUrl, String cohort, String... more) throws IOException {
        Path folder = Files.createTempDirectory("stemgate-bench");
        Path hospitals = Files.createDirectories(folder.resolve("hospitals"));
        StringBuilder text = new StringBuilder(
                """
                - templatedRoute:
                    routeTemplateRef: hospital
                    routeId: hospital-bench
                    parameters:
                      - name: ehr
                        value: %s
                      - name: baseUrl
                        value: %s
                      - name: cadence
                        value: 1d
                      - name: cohort
                        value: "%s"
                      - name: writeBack
                        value: observation
                """
                        .formatted(EHR, baseUrl, cohort));
        for (String parameter : more) {
            String[] parts = parameter.split(": ", 2);
            text.append("      - name: ")
                    .append(parts[0])
                    .append("\n        value: \"")
                    .append(parts[1])
                    .append("\"\n");
        }
        Files.writeString(hospitals.resolve(EHR + ".camel.yaml"), text);
        Path settings = Files.writeString(
                folder.resolve("stemgate.yaml"),
                "hospitals: hospitals\nstate:\n  url: jdbc:h2:file:./state/stemgate\nhttp:\n  port: 0\n");
        bridge = Bridge.start(new SettingsReader(Path.of("").toAbsolutePath()).read(settings), CORE, Clock.systemUTC());
        while (bridge.rounds(EHR) == 0) {
            Thread.onSpinWait();
        }
    }

    /** Asks for everybody of a population, as a cohort would. */
    void request(BenchPopulation population) {
        List<String> ids =
                IntStream.range(0, population.size()).mapToObj(population::id).toList();
        bridge.ledger().requestAll(EHR, ids, Trigger.COHORT, Instant.now());
    }

    /**
     * One round, to its end. What a round leaves to {@code resume-pending} is waited for: another round would ask for everyone anew.
     *
     * @return how many are written by now
     */
    long round() {
        bridge.runRound(EHR);
        Awaitility.await()
                .atMost(Duration.ofHours(1))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> bridge.ledger().openCount(EHR) == 0);
        return bridge.ledger().counts(EHR).get(UnitState.WRITTEN);
    }

    @Override
    public void close() {
        bridge.close();
    }
}
