// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Records.irrelevant;
import static dev.stemgate.route.Records.patient;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.sandbox.Fault;
import dev.stemgate.sandbox.FaultAction;
import dev.stemgate.sandbox.ReceivedRequest;
import dev.stemgate.sandbox.SandboxSettings;
import dev.stemgate.state.UnitState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An outage is not a bad record (DESIGN, invariant 7): nothing is dead-lettered, nothing is lost, and it goes on by itself. */
class OutageTest {

    private static final int PATIENTS = 12;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {401, 429, 500, 503})
    void everyUnitIsWrittenOnceTheEhrIsBack(int status) {
        Set<String> failed = ConcurrentHashMap.newKeySet();
        assertThatNothingIsLost(request -> failed.add(operation(request))
                ? new FaultAction.Answer(status, Map.of("Retry-After", "0"), "")
                : FaultAction.pass());
    }

    @Test
    void anAnswerThatBreaksOffIsAnOutage() {
        Set<String> failed = ConcurrentHashMap.newKeySet();
        assertThatNothingIsLost(
                request -> failed.add(operation(request)) ? new FaultAction.BreakOff(20) : FaultAction.pass());
    }

    @Test
    void retryAfterIsRespected() {
        AtomicInteger asked = new AtomicInteger();
        try (BridgeFixture fixture = population(BridgeFixture.in(folder))) {
            fixture.sandbox().misbehave(request -> {
                asked.incrementAndGet();
                return new FaultAction.Answer(503, Map.of("Retry-After", "120"), "");
            });
            fixture.start();
            Awaitility.await().until(() -> fixture.bridge().isDown(BridgeFixture.EHR));
            fixture.bridge().runRound(BridgeFixture.EHR);
            fixture.bridge().runRound(BridgeFixture.EHR);
            assertThat(asked).as("a paused EHR is left alone").hasValue(1);
            assertThat(fixture.bridge().status().of(BridgeFixture.EHR)).hasValueSatisfying(state -> {
                assertThat(state.up()).isFalse();
                assertThat(state.lastErrorCode()).isEqualTo("http-503");
            });
        }
    }

    @Test
    void anEhrThatIsNotThereLeavesTheBridgeAlive() {
        try (BridgeFixture fixture = BridgeFixture.in(folder)) {
            fixture.sandbox().close();
            fixture.start();
            Awaitility.await().until(() -> fixture.bridge().isDown(BridgeFixture.EHR));
            assertThat(fixture.bridge().deadLetters().counts()).isEmpty();
        }
    }

    @Test
    void aCohortThatAnOutageCutShortIsReadAgainWithoutWaitingForTheNextRound() {
        AtomicInteger pages = new AtomicInteger();
        try (BridgeFixture fixture =
                BridgeFixture.in(folder, SandboxSettings.empty().withPageSize(5).withMaxPageSize(5))) {
            population(fixture)
                    .sandbox()
                    .misbehave(request -> request.query().contains("_getpages") && pages.incrementAndGet() == 1
                            ? new FaultAction.Answer(503, Map.of("Retry-After", "1"), "")
                            : FaultAction.pass());
            fixture.start();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() ->
                            fixture.sandbox().store().current("Observation").size() == PATIENTS);
            assertThat(fixture.settle().bridge().rounds(BridgeFixture.EHR))
                    .as("the reading that was cut short does not count")
                    .isEqualTo(1);
        }
    }

    private void assertThatNothingIsLost(Fault fault) {
        try (BridgeFixture fixture = population(BridgeFixture.in(folder))) {
            fixture.sandbox().misbehave(fault);
            fixture.start();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> fixture.bridge().ledger().openCount(BridgeFixture.EHR) == 0
                            && fixture.sandbox().store().current("Observation").size() == PATIENTS);
            assertThat(fixture.counts())
                    .containsEntry(UnitState.DEAD_LETTERED, 0L)
                    .containsEntry(UnitState.PENDING, 0L);
            assertThat(fixture.bridge().deadLetters().counts()).isEmpty();
            assertThat(fixture.observationVersions()).isEqualTo(PATIENTS);
        }
    }

    private static BridgeFixture population(BridgeFixture fixture) {
        for (int number = 0; number < PATIENTS; number++) {
            fixture.given(patient("p" + number), irrelevant("c" + number, "p" + number));
        }
        return fixture;
    }

    /** Method and type: each kind of operation fails once. */
    private static String operation(ReceivedRequest request) {
        return request.method() + " " + request.path().split("/")[0];
    }
}
