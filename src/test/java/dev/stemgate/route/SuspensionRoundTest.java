// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Records.breastCancer;
import static dev.stemgate.route.Records.patient;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.deadletter.Reason;
import dev.stemgate.model.PatientKey;
import dev.stemgate.sandbox.Manner;
import dev.stemgate.state.Database;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.Suspensions;
import dev.stemgate.state.UnitState;
import dev.stemgate.state.UnitTrace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An EHR that refuses every result: after ten it is left alone until somebody resumes it. */
class SuspensionRoundTest {

    private static final int PATIENTS = 14;
    private static final String ONE_AT_A_TIME = "- name: concurrency\n  value: \"1\"";

    @TempDir
    Path folder;

    @Test
    void tenRefusalsSuspendTheRestIsHeldAndResumingWritesIt() {
        try (BridgeFixture fixture = BridgeFixture.in(folder)) {
            for (int i = 0; i < PATIENTS; i++) {
                fixture.given(patient("p" + i), breastCancer("c" + i, "p" + i));
            }
            fixture.sandbox().adopt(Set.of(Manner.OBSERVATION_VITALS_AND_LABS));
            fixture.start("observation", ONE_AT_A_TIME).settle();
            assertThat(fixture.counts())
                    .containsEntry(UnitState.DEAD_LETTERED, 10L)
                    .containsEntry(UnitState.HELD, 4L);
            assertThat(fixture.bridge().deadLetters().counts()).containsOnlyKeys(Reason.REFUSED_BY_EHR);
            assertThat(trace(fixture, "p13").unit().reasonCode()).isEqualTo(Suspensions.REASON);

            fixture.stopBridge();
            long versions = fixture.sandbox().store().versionCount();
            fixture.sandbox().adopt(Set.of());
            fixture.start("observation", ONE_AT_A_TIME).settle();
            assertThat(fixture.sandbox().store().versionCount())
                    .as("also after a restart")
                    .isEqualTo(versions);

            resumeAsTheCommandDoes(fixture);
            fixture.again();
            assertThat(fixture.sandbox().store().current("Observation")).hasSize(PATIENTS);
        }
    }

    @Test
    void aWithdrawalWaitsTooAndItsRequestWithIt() {
        try (BridgeFixture fixture = BridgeFixture.in(folder)
                .given(patient("old"), breastCancer("o1", "old"), patient("new"), breastCancer("n1", "new"))
                .startAndSettle()) {
            try (Database database = state(fixture)) {
                Suspensions suspensions = new Suspensions(database, new Ledger(database));
                for (int i = 0; i < 10; i++) {
                    suspensions.refused(BridgeFixture.EHR, "p" + i, "http-422", Instant.now());
                }
            }
            fixture.given(patient(
                            "old",
                            "\"link\": [{\"other\": {\"reference\": \"Patient/new\"}, \"type\": \"replaced-by\"}]")
                    .replace("\"active\": true", "\"active\": false"));
            fixture.again();
            assertThat(trace(fixture, "old").unit().state()).isEqualTo(UnitState.HELD);
            assertThat(withdrawn(fixture)).isZero();

            resumeAsTheCommandDoes(fixture);
            fixture.again();
            assertThat(withdrawn(fixture)).isEqualTo(1);
        }
    }

    private static long withdrawn(BridgeFixture fixture) {
        return fixture.sandbox().store().current("Observation").stream()
                .filter(version -> version.json().contains("\"status\":\"entered-in-error\""))
                .count();
    }

    private static UnitTrace trace(BridgeFixture fixture, String patient) {
        var traces = fixture.bridge().ledger().trace(new PatientKey(BridgeFixture.EHR, patient));
        return traces.get(traces.size() - 1);
    }

    /** On the database of the running bridge, from a connection of its own. */
    private void resumeAsTheCommandDoes(BridgeFixture fixture) {
        try (Database database = state(fixture)) {
            assertThat(new Suspensions(database, new Ledger(database)).resume(BridgeFixture.EHR, Instant.now()))
                    .isPresent();
        }
    }

    private Database state(BridgeFixture fixture) {
        return StateConnection.open(
                BridgeFixture.settings(folder, fixture.sandbox().baseUrl(), "observation", "")
                        .state());
    }
}
