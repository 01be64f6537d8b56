// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Records.irrelevant;
import static dev.stemgate.route.Records.patient;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.deadletter.DeadLetter;
import dev.stemgate.deadletter.LetterFilter;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.fhir.client.FakeEhr;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.PatientKey;
import dev.stemgate.sandbox.Fault;
import dev.stemgate.sandbox.FaultAction;
import dev.stemgate.sandbox.ReceivedRequest;
import dev.stemgate.state.UnitState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records and token never leave the configured origin (DESIGN, invariant 4), whatever the EHR answers to the real routes. */
class OriginRoundTest {

    @TempDir
    Path folder;

    private FakeEhr foreign;

    @BeforeEach
    void startForeignHost() throws IOException {
        foreign = new FakeEhr();
        foreign.answers(FakeEhr.Reply.json("{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}"));
    }

    @AfterEach
    void stopForeignHost() {
        foreign.close();
    }

    @Test
    void aNextPageElsewhereLeavesTheKindIncomplete() {
        try (BridgeFixture fixture =
                onePatient(nextPageElsewhere(request -> request.path().equals("Condition")))) {
            fixture.startAndSettle();
            assertThat(foreign.requests()).isEmpty();
            assertThat(fixture.counts()).containsEntry(UnitState.WRITTEN, 1L);
            assertThat(outcome(fixture)).isEqualTo(Outcome.INDETERMINATE);
        }
    }

    @Test
    void aNextPageElsewhereEndsTheCohortWithALetterAndWhatWasFoundIsScreened() {
        try (BridgeFixture fixture = onePatient(nextPageElsewhere(OriginRoundTest::isCohort))) {
            fixture.start();
            Awaitility.await().until(() -> fixture.counts().get(UnitState.WRITTEN) == 1);
            assertThat(foreign.requests()).isEmpty();
            assertThat(letters(fixture)).singleElement().satisfies(letter -> {
                assertThat(letter.reason()).isEqualTo(Reason.FOREIGN_LINK);
                assertThat(letter.place()).isEqualTo("cohort");
            });
        }
    }

    @Test
    void aRedirectIsNotFollowed() {
        String elsewhere = foreign.base() + "/Condition?patient=a";
        Fault redirect = request -> request.path().equals("Condition")
                ? new FaultAction.Answer(307, Map.of("Location", elsewhere), "")
                : FaultAction.pass();
        try (BridgeFixture fixture = onePatient(redirect)) {
            fixture.startAndSettle();
            assertThat(foreign.requests()).isEmpty();
            assertThat(fixture.counts())
                    .as("the kind is incomplete, the patient goes on")
                    .containsEntry(UnitState.WRITTEN, 1L);
            assertThat(fixture.bridge().results().newest(BridgeFixture.EHR))
                    .singleElement()
                    .satisfies(
                            result -> assertThat(result.screening().outcome()).isEqualTo(Outcome.INDETERMINATE));
        }
    }

    @Test
    void anotherPatientThanAskedForIsAConflict() {
        Fault another = request -> request.query().contains("_id=a")
                ? new FaultAction.Rewrite(body -> body.replace("\"id\":\"a\"", "\"id\":\"z\""))
                : FaultAction.pass();
        try (BridgeFixture fixture = onePatient(another)) {
            fixture.startAndSettle();
            assertThat(letters(fixture))
                    .extracting(letter -> letter.place() + " " + letter.reason().code())
                    .containsExactlyInAnyOrder(
                            place(fixture, "Patient/a") + " conflict",
                            place(fixture, "Patient/z") + " unresolved-subject");
            assertThat(fixture.counts()).containsEntry(UnitState.DEAD_LETTERED, 1L);
            assertThat(fixture.sandbox().store().current("Observation")).isEmpty();
        }
    }

    @Test
    void theWholeRoundAsksForNothingCachedAndForMetadataOnce() {
        try (BridgeFixture fixture = onePatient(Fault.NONE)) {
            fixture.startAndSettle();
            assertThat(fixture.sandbox().requests().count("GET", "metadata"))
                    .as("before the first write, and never by the client library itself")
                    .isEqualTo(1);
            assertThat(fixture.sandbox().requests().all())
                    .filteredOn(request -> request.method().equals("GET"))
                    .hasSizeGreaterThanOrEqualTo(6)
                    .allSatisfy(request ->
                            assertThat(request.header("Cache-Control")).contains("no-cache"));
        }
    }

    private BridgeFixture onePatient(Fault fault) {
        BridgeFixture fixture = BridgeFixture.in(folder).given(patient("a"), irrelevant("a1", "a"));
        fixture.sandbox().misbehave(fault);
        return fixture;
    }

    private Fault nextPageElsewhere(Predicate<ReceivedRequest> where) {
        String link = "\"type\":\"searchset\",\"link\":[{\"relation\":\"next\",\"url\":\"" + foreign.base() + "/p2\"}]";
        return request -> where.test(request)
                ? new FaultAction.Rewrite(body ->
                        body.replaceFirst("\"link\":\\[[^\\]]*\\],?", "").replace("\"type\":\"searchset\"", link))
                : FaultAction.pass();
    }

    private static boolean isCohort(ReceivedRequest request) {
        return request.path().equals("Patient") && !request.query().contains("_id=");
    }

    private static String place(BridgeFixture fixture, String place) {
        return fixture.bridge().deadLetters().shown(BridgeFixture.EHR, place);
    }

    private static List<DeadLetter> letters(BridgeFixture fixture) {
        return fixture.bridge().deadLetters().find(LetterFilter.open());
    }

    private static Outcome outcome(BridgeFixture fixture) {
        return fixture.bridge()
                .results()
                .last(
                        new PatientKey(BridgeFixture.EHR, "a"),
                        BridgeFixture.core().version().id())
                .orElseThrow()
                .screening()
                .outcome();
    }
}
