// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Records.breastCancer;
import static dev.stemgate.route.Records.irrelevant;
import static dev.stemgate.route.Records.patient;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.deadletter.LetterFilter;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.model.PatientKey;
import dev.stemgate.sandbox.Fault;
import dev.stemgate.sandbox.FaultAction;
import dev.stemgate.sandbox.ReceivedRequest;
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

/** The search for what of ours stands there: what a warning, a following page or a redirect means for the write. */
class PriorSearchRoundTest {

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/fhir+json");
    private static final String SOON = "- name: indexLag\n  value: 10ms";

    private final AtomicInteger searches = new AtomicInteger();

    @TempDir
    Path folder;

    @Test
    void aSearchThatWarnsIsAskedAgainAndNothingIsWrittenMeanwhile() {
        try (BridgeFixture fixture = onePatient()) {
            fixture.sandbox().misbehave(onSearches(2, new FaultAction.Answer(200, JSON, warning())));
            run(fixture.start("observation", SOON));
            assertThat(searches).hasValue(3);
            assertThat(fixture.observationVersions()).isEqualTo(1);
            assertThat(fixture.counts()).containsEntry(UnitState.WRITTEN, 1L);
        }
    }

    @Test
    void aSearchThatAlwaysWarnsIsAConflictAndNothingIsWritten() {
        try (BridgeFixture fixture = onePatient()) {
            fixture.sandbox().misbehave(onSearches(99, new FaultAction.Answer(200, JSON, warning())));
            run(fixture.start("observation", SOON));
            assertThat(searches.get())
                    .as("three times for each request")
                    .isPositive()
                    .matches(all -> all % 3 == 0);
            assertThat(fixture.observationVersions()).isZero();
            assertThat(fixture.bridge().deadLetters().find(LetterFilter.open()))
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.reason()).isEqualTo(Reason.CONFLICT));
        }
    }

    @Test
    void whereTheSearchWarnsWhatThisBridgeWroteIsReplacedAndNeverDoubled() {
        try (BridgeFixture fixture = onePatient()) {
            run(fixture.start("observation", SOON));
            fixture.given(breastCancer("a2", "a"));
            fixture.sandbox().misbehave(onSearches(99, new FaultAction.Answer(200, JSON, warning())));
            fixture.again();
            assertThat(fixture.sandbox().store().current("Observation"))
                    .singleElement()
                    .satisfies(one -> assertThat(one.version()).isEqualTo(2));
        }
    }

    @Test
    void whatStandsOnAFollowingPageIsFound() {
        try (BridgeFixture fixture = onePatient().startAndSettle()) {
            fixture.given(breastCancer("a2", "a"));
            fixture.bridge()
                    .results()
                    .forget(
                            new PatientKey(BridgeFixture.EHR, "a"),
                            BridgeFixture.core().version().id());
            fixture.sandbox().misbehave(request -> {
                if (!searchesOurs(request) || searches.incrementAndGet() > 1) {
                    return FaultAction.pass();
                }
                String next = fixture.sandbox().baseUrl() + "/Observation?" + request.query() + "&_count=7";
                return new FaultAction.Answer(
                        200,
                        JSON,
                        "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"link\":[{\"relation\":\"next\",\"url\":\""
                                + next + "\"}]}");
            });
            fixture.again();
            assertThat(searches).as("no conflict made it search again").hasValue(2);
            assertThat(fixture.sandbox().store().current("Observation"))
                    .singleElement()
                    .satisfies(one -> assertThat(one.version()).isEqualTo(2));
        }
    }

    @Test
    void aPageThatComesRoundAgainEndsUncertain() {
        try (BridgeFixture fixture = onePatient()) {
            String next = fixture.sandbox().baseUrl() + "/Observation?identifier=round";
            fixture.sandbox()
                    .misbehave(onSearches(
                            99,
                            new FaultAction.Answer(
                                    200,
                                    JSON,
                                    "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"link\":[{\"relation\":\"next\",\"url\":\""
                                            + next + "\"}]}")));
            run(fixture.start("observation", SOON));
            assertThat(fixture.observationVersions()).isZero();
            assertThat(fixture.bridge().deadLetters().counts()).containsOnlyKeys(Reason.CONFLICT);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 303, 307, 308})
    void aWriteThatIsRedirectedIsAConflictAndIsNotFollowed(int status) {
        try (BridgeFixture fixture = onePatient()) {
            fixture.sandbox()
                    .misbehave(request -> request.method().equals("POST")
                            ? new FaultAction.Answer(
                                    status, Map.of("Location", fixture.sandbox().baseUrl() + "/Patient/b"), "")
                            : FaultAction.pass());
            fixture.startAndSettle();
            assertThat(fixture.observationVersions()).isZero();
            assertThat(fixture.bridge().deadLetters().find(LetterFilter.open()))
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.reason()).isEqualTo(Reason.CONFLICT));
            assertThat(fixture.sandbox().requests().count("GET", "Patient")).isEqualTo(2);
        }
    }

    private BridgeFixture onePatient() {
        return BridgeFixture.in(folder).given(patient("a"), irrelevant("a1", "a"));
    }

    private Fault onSearches(int times, FaultAction action) {
        return request -> searchesOurs(request) && searches.incrementAndGet() <= times ? action : FaultAction.pass();
    }

    private static boolean searchesOurs(ReceivedRequest request) {
        return request.method().equals("GET")
                && request.path().equals("Observation")
                && request.query().contains("identifier=");
    }

    private static String warning() {
        return """
                {"resourceType": "Bundle", "type": "searchset", "entry": [{"search": {"mode": "outcome"}, "resource":
                 {"resourceType": "OperationOutcome", "issue": [{"severity": "warning", "code": "incomplete"}]}}]}""";
    }

    /** Rounds until nothing is pending: a unit that waits is not waited for by a timer. */
    static void run(BridgeFixture fixture) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(30))
                .until(() -> {
                    fixture.bridge().runRound(BridgeFixture.EHR);
                    return fixture.bridge().rounds(BridgeFixture.EHR) > 0
                            && fixture.bridge().ledger().openCount(BridgeFixture.EHR) == 0;
                });
    }
}
