// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Records.breastCancer;
import static dev.stemgate.route.Records.irrelevant;
import static dev.stemgate.route.Records.patient;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.deadletter.LetterFilter;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.sandbox.Fault;
import dev.stemgate.sandbox.FaultAction;
import dev.stemgate.state.UnitState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody else writes at the same time: the bridge reads again, compares and decides, three times at most. */
class WriteConflictTest {

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/fhir+json");

    private final AtomicInteger posts = new AtomicInteger();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {409, 412})
    void twoConflictsAreTriedAgainAndWrittenOnce(int status) {
        try (BridgeFixture fixture = onePatient()) {
            fixture.sandbox().misbehave(conflicts(2, new FaultAction.Answer(status, JSON, "")));
            fixture.startAndSettle();
            assertThat(posts).hasValue(3);
            assertThat(fixture.observationVersions()).isEqualTo(1);
            assertThat(fixture.counts()).containsEntry(UnitState.WRITTEN, 1L);
            assertThat(fixture.bridge().deadLetters().counts()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {409, 412})
    void theThirdConflictIsADeadLetterAndTheOthersGoOn(int status) {
        try (BridgeFixture fixture = onePatient()) {
            fixture.sandbox().misbehave(conflicts(3, new FaultAction.Answer(status, JSON, "")));
            fixture.startAndSettle();
            assertThat(posts).hasValue(3);
            assertConflictIsADeadLetter(fixture);
            fixture.given(patient("b"), breastCancer("b1", "b")).again();
            assertThat(fixture.counts()).containsEntry(UnitState.DEAD_LETTERED, 1L);
            assertThat(fixture.sandbox().store().current("Observation"))
                    .as("the next round asks for both again")
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"409 Conflict", "412 Precondition Failed"})
    void aConflictToldByAnEntryOfTheAnswerIsOneToo(String status) {
        String entry = "{\"response\":{\"status\":\"" + status + "\"}}";
        String answer = "{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\",\"entry\":[" + entry + ","
                + entry + "]}";
        try (BridgeFixture fixture = onePatient()) {
            fixture.sandbox().misbehave(conflicts(1, new FaultAction.Answer(200, JSON, answer)));
            fixture.startAndSettle();
            assertThat(posts).hasValue(2);
            assertThat(fixture.observationVersions()).isEqualTo(1);
            assertThat(fixture.counts()).containsEntry(UnitState.WRITTEN, 1L);
        }
    }

    @Test
    void anOutageBeforeAConflictUsesUpNoAttempt() {
        try (BridgeFixture fixture = onePatient()) {
            fixture.sandbox().misbehave(request -> {
                if (!request.method().equals("POST")) {
                    return FaultAction.pass();
                }
                int post = posts.incrementAndGet();
                if (post <= 3) {
                    return new FaultAction.Answer(503, Map.of("Retry-After", "0"), "");
                }
                return post <= 5 ? new FaultAction.Answer(409, JSON, "") : FaultAction.pass();
            });
            fixture.start();
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
                fixture.bridge().runRound(BridgeFixture.EHR);
                return fixture.bridge().ledger().openCount(BridgeFixture.EHR) == 0;
            });
            assertThat(fixture.bridge().deadLetters().counts()).isEmpty();
            assertThat(fixture.observationVersions()).isEqualTo(1);
        }
    }

    @Test
    void anObservationThatTheSearchDidNotShowIsFoundByTheConditionalCreateAndAmended() {
        try (BridgeFixture fixture = onePatient()) {
            fixture.startAndSettle().given(breastCancer("a2", "a"));
            // As after the loss of the state: a write of ours that is remembered would be replaced without a second
            // look.
            fixture.bridge()
                    .results()
                    .forget(
                            new dev.stemgate.model.PatientKey(BridgeFixture.EHR, "a"),
                            BridgeFixture.core().version().id());
            AtomicInteger searches = new AtomicInteger();
            fixture.sandbox()
                    .misbehave(request -> request.path().equals("Observation") && searches.incrementAndGet() == 1
                            ? new FaultAction.Answer(200, JSON, "{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}")
                            : FaultAction.pass());
            fixture.again();
            assertThat(searches).hasValue(2);
            assertThat(fixture.sandbox().store().current("Observation"))
                    .singleElement()
                    .satisfies(observation -> {
                        assertThat(observation.version()).isEqualTo(2);
                        assertThat(observation.json()).contains("\"status\":\"amended\"", "\"contraindicated\"");
                    });
            assertThat(fixture.counts()).containsEntry(UnitState.WRITTEN, 2L);
        }
    }

    private BridgeFixture onePatient() {
        return BridgeFixture.in(folder).given(patient("a"), irrelevant("a1", "a"));
    }

    private Fault conflicts(int times, FaultAction conflict) {
        return request ->
                request.method().equals("POST") && posts.incrementAndGet() <= times ? conflict : FaultAction.pass();
    }

    private static void assertConflictIsADeadLetter(BridgeFixture fixture) {
        assertThat(fixture.bridge().deadLetters().find(LetterFilter.open()))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.reason()).isEqualTo(Reason.CONFLICT);
                    assertThat(letter.place())
                            .isEqualTo(fixture.bridge().deadLetters().shown(BridgeFixture.EHR, "Patient/a"));
                });
        assertThat(fixture.counts()).containsEntry(UnitState.DEAD_LETTERED, 1L).containsEntry(UnitState.PENDING, 0L);
    }
}
