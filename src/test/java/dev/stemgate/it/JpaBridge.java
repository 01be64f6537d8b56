// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.it;

import dev.stemgate.model.PatientKey;
import dev.stemgate.model.Screening;
import dev.stemgate.route.Bridge;
import dev.stemgate.route.BridgeFixture;
import dev.stemgate.state.PatientUnit;
import dev.stemgate.state.UnitState;
import dev.stemgate.state.UnitTrace;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A bridge with the shipped routes and the shipped model on the JPA server, for the patients of one cohort. */
final class JpaBridge implements AutoCloseable {

    private final Bridge bridge;

    private JpaBridge(Bridge bridge) {
        this.bridge = bridge;
    }

    /** Starts a bridge whose state lies in the folder; its first round begins at once. */
    static JpaBridge start(Path folder, URI baseUrl, JpaCohort cohort, Clock clock) {
        String more =
                """
                - name: cohort
                  value: "%s"
                - name: zone
                  value: UTC
                """
                        .formatted(cohort.search());
        return new JpaBridge(Bridge.start(
                BridgeFixture.settings(folder, baseUrl, "observation", more), BridgeFixture.core(), clock));
    }

    /** Waits until the first round is done and nothing is pending. */
    JpaBridge settle() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(50))
                .until(() ->
                        bridge.rounds(BridgeFixture.EHR) > 0 && bridge.ledger().openCount(BridgeFixture.EHR) == 0);
        return this;
    }

    /** One more round. */
    JpaBridge again() {
        bridge.runRound(BridgeFixture.EHR);
        return settle();
    }

    Bridge bridge() {
        return bridge;
    }

    Map<UnitState, Long> counts() {
        return bridge.ledger().counts(BridgeFixture.EHR);
    }

    /** The newest result of a patient. */
    Screening screening(String patientId) {
        return bridge.results()
                .last(key(patientId), BridgeFixture.core().version().id())
                .orElseThrow()
                .screening();
    }

    /** The newest unit of a patient. */
    PatientUnit unit(String patientId) {
        List<UnitTrace> traces = bridge.ledger().trace(key(patientId));
        return traces.get(traces.size() - 1).unit();
    }

    static PatientKey key(String patientId) {
        return new PatientKey(BridgeFixture.EHR, patientId);
    }

    @Override
    public void close() {
        bridge.close();
    }
}
