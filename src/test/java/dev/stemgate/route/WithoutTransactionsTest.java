// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Records.breastCancer;
import static dev.stemgate.route.Records.irrelevant;
import static dev.stemgate.route.Records.patient;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.deadletter.Reason;
import dev.stemgate.model.PatientKey;
import dev.stemgate.sandbox.FaultAction;
import dev.stemgate.sandbox.Manner;
import dev.stemgate.state.Step;
import dev.stemgate.state.TransactionRefusals;
import dev.stemgate.state.UnitState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** EHRs without transactions: the Observation first, its Provenance after it, and what happens when something breaks between. */
class WithoutTransactionsTest {

    @TempDir
    Path folder;

    @Test
    void whereNoneAreDeclaredNoneIsSent() {
        try (BridgeFixture fixture = without(Manner.NO_TRANSACTIONS).startAndSettle()) {
            assertThat(fixture.sandbox().requests().count("POST", "")).isZero();
            assertWritten(fixture, 1, 1);
            assertThat(fixture.sandbox().store().current("Provenance").get(0).json())
                    .contains("Observation/"
                            + fixture.sandbox()
                                    .store()
                                    .current("Observation")
                                    .get(0)
                                    .id())
                    .doesNotContain("urn:uuid");
            awaitNote(fixture, "Provenance is sent");
            assertThat(notes(fixture)).containsExactly("Provenance is to follow", "Provenance is sent");

            fixture.given(breastCancer("a2", "a")).again();
            assertWritten(fixture, 2, 2);
            assertThat(fixture.sandbox().requests().all())
                    .filteredOn(request -> request.method().equals("PUT"))
                    .singleElement()
                    .satisfies(put -> assertThat(put.header("If-Match")).contains("W/\"1\""));
            assertThat(fixture.sandbox().requests().all())
                    .filteredOn(request ->
                            request.method().equals("POST") && request.path().equals("Observation"))
                    .singleElement()
                    .satisfies(post -> assertThat(post.header("If-None-Exist").orElseThrow())
                            .startsWith("identifier=https://stemgate.dev/fhir/sid/screening%7C"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405, 501})
    void whereARefusalTellsItIsLearntOnce(int status) {
        try (BridgeFixture fixture = without()) {
            fixture.sandbox()
                    .misbehave(request ->
                            request.method().equals("POST") && request.path().isEmpty()
                                    ? FaultAction.status(status)
                                    : FaultAction.pass());
            fixture.startAndSettle();
            assertWritten(fixture, 1, 1);
            fixture.given(breastCancer("a2", "a")).again();
            assertWritten(fixture, 2, 2);
            assertThat(fixture.sandbox().requests().count("POST", "")).isEqualTo(1);
        }
    }

    @Test
    void whatOneProcessHasLearntTheNextOneKnowsForSomeDays() {
        try (BridgeFixture fixture = without()) {
            fixture.sandbox()
                    .misbehave(request ->
                            request.method().equals("POST") && request.path().isEmpty()
                                    ? FaultAction.status(405)
                                    : FaultAction.pass());
            fixture.start("observation", "- name: batch\n  value: \"off\"").settle();
            assertThat(fixture.sandbox().requests().count("POST", "")).isEqualTo(1);
            fixture.stopBridge();

            fixture.given(breastCancer("a2", "a"))
                    .start("observation", "- name: batch\n  value: \"off\"")
                    .settle();
            assertWritten(fixture, 2, 2);
            assertThat(fixture.sandbox().requests().count("POST", "")).isEqualTo(1);
            fixture.stopBridge();

            Clock later = Clock.offset(Clock.systemUTC(), TransactionRefusals.BELIEVED.plusHours(1));
            fixture.given(patient("b"), irrelevant("b1", "b"))
                    .start("observation", "- name: batch\n  value: \"off\"", BridgeFixture.core(), later)
                    .settle();
            assertThat(fixture.sandbox().requests().count("POST", ""))
                    .as("tried again, and learnt again")
                    .isEqualTo(2);
        }
    }

    @Test
    void aContentThatIsRefusedBothWaysIsRefusedAndNothingIsLearnt() {
        try (BridgeFixture fixture = without()) {
            fixture.sandbox()
                    .misbehave(
                            request -> request.method().equals("POST") ? FaultAction.status(400) : FaultAction.pass());
            fixture.startAndSettle();
            assertThat(fixture.bridge().deadLetters().counts()).containsOnlyKeys(Reason.REFUSED_BY_EHR);
            fixture.sandbox().misbehave(dev.stemgate.sandbox.Fault.NONE);
            fixture.again();
            assertThat(fixture.sandbox().requests().count("POST", "")).isEqualTo(2);
            assertWritten(fixture, 1, 1);
        }
    }

    @Test
    void aHospitalThatSaysYesIsSentTransactionsWhateverIsDeclared() {
        try (BridgeFixture fixture = without(Manner.NO_TRANSACTIONS)) {
            fixture.start("observation", "- name: transactions\n  value: \"yes\"")
                    .settle();
            assertThat(fixture.bridge().deadLetters().counts()).containsOnlyKeys(Reason.REFUSED_BY_EHR);
            assertThat(fixture.observationVersions()).isZero();
        }
    }

    @Test
    void aHospitalThatSaysNoIsSentNone() {
        try (BridgeFixture fixture = without()) {
            fixture.start("observation", "- name: transactions\n  value: \"no\"")
                    .settle();
            assertThat(fixture.sandbox().requests().count("POST", "")).isZero();
            assertWritten(fixture, 1, 1);
        }
    }

    @Test
    void aProvenanceThatIsNotTakenCostsNothingAndIsSentLaterAlsoAfterARestart() {
        try (BridgeFixture fixture = without(Manner.NO_TRANSACTIONS)) {
            fixture.sandbox()
                    .misbehave(request ->
                            request.path().equals("Provenance") ? FaultAction.status(503) : FaultAction.pass());
            fixture.startAndSettle();
            assertThat(fixture.counts()).containsEntry(UnitState.WRITTEN, 1L);
            assertWritten(fixture, 1, 0);
            awaitNote(fixture, "Provenance is not sent yet (http-503)");
            fixture.stopBridge();

            fixture.sandbox().misbehave(dev.stemgate.sandbox.Fault.NONE);
            Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(5));
            fixture.given(patient("b"), irrelevant("b1", "b"))
                    .start("observation", "", BridgeFixture.core(), later)
                    .settle();
            assertWritten(fixture, 2, 2);
            awaitNote(fixture, "Provenance is sent");
            assertThat(notes(fixture))
                    .containsExactly(
                            "Provenance is to follow", "Provenance is not sent yet (http-503)", "Provenance is sent");
        }
    }

    @Test
    void aProvenanceWhoseAnswerWasLostIsNotSentASecondTime() {
        AtomicInteger posts = new AtomicInteger();
        try (BridgeFixture fixture = without(Manner.NO_TRANSACTIONS)) {
            fixture.sandbox()
                    .misbehave(request -> request.method().equals("POST")
                                    && request.path().equals("Provenance")
                                    && posts.incrementAndGet() == 1
                            ? lost()
                            : FaultAction.pass());
            fixture.startAndSettle();
            awaitNote(fixture, "Provenance is not sent yet (http-504)");
            fixture.stopBridge();

            Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(5));
            fixture.given(patient("b"), irrelevant("b1", "b"))
                    .start("observation", "", BridgeFixture.core(), later)
                    .settle();
            awaitNote(fixture, "Provenance is sent");
            assertWritten(fixture, 2, 2);
            assertThat(posts).as("one for each patient").hasValue(2);
        }
    }

    @Test
    void aConflictOnAReplacementIsReadAgain() {
        AtomicInteger puts = new AtomicInteger();
        try (BridgeFixture fixture = without(Manner.NO_TRANSACTIONS).startAndSettle()) {
            fixture.sandbox()
                    .misbehave(request -> request.method().equals("PUT") && puts.incrementAndGet() == 1
                            ? FaultAction.status(409)
                            : FaultAction.pass());
            fixture.given(breastCancer("a2", "a")).again();
            assertThat(puts).hasValue(2);
            assertWritten(fixture, 2, 2);
        }
    }

    @Test
    void aWriteWhoseAnswerWasLostIsFoundAndItsProvenanceFollows() {
        try (BridgeFixture fixture = without(Manner.NO_TRANSACTIONS)) {
            loseTheFirstAnswer(fixture);
            PriorSearchRoundTest.run(fixture.start());
            assertWritten(fixture, 1, 1);
            assertThat(fixture.counts()).containsEntry(UnitState.WRITTEN, 1L);
        }
    }

    @Test
    void withoutConditionalCreateTheIndexIsGivenItsTimeAfterALostAnswer() {
        try (BridgeFixture fixture = without(Manner.NO_TRANSACTIONS, Manner.NO_CONDITIONAL_CREATE)) {
            AtomicInteger searches = new AtomicInteger();
            AtomicInteger posts = new AtomicInteger();
            fixture.sandbox().misbehave(request -> {
                if (request.path().equals("Observation") && request.query().contains("identifier=")) {
                    searches.incrementAndGet();
                }
                boolean lost = request.method().equals("POST")
                        && request.path().equals("Observation")
                        && posts.incrementAndGet() == 1;
                return lost ? lost() : FaultAction.pass();
            });
            PriorSearchRoundTest.run(fixture.start("observation", "- name: indexLag\n  value: 6s"));
            assertThat(searches)
                    .as("one before the write, one when the index had its time")
                    .hasValue(2);
            assertThat(posts).hasValue(1);
            assertWritten(fixture, 1, 1);
            assertThat(notes(fixture)).contains("an earlier write may not be indexed yet");
        }
    }

    private static void loseTheFirstAnswer(BridgeFixture fixture) {
        AtomicInteger posts = new AtomicInteger();
        fixture.sandbox()
                .misbehave(request ->
                        request.method().equals("POST") && posts.incrementAndGet() == 1 ? lost() : FaultAction.pass());
    }

    private static FaultAction lost() {
        return new FaultAction.Lost(new FaultAction.Answer(504, Map.of(), ""));
    }

    private BridgeFixture without(Manner... manners) {
        BridgeFixture fixture = BridgeFixture.in(folder).given(patient("a"), irrelevant("a1", "a"));
        fixture.sandbox().adopt(Set.of(manners));
        return fixture;
    }

    private static List<String> notes(BridgeFixture fixture) {
        return fixture.bridge().ledger().trace(new PatientKey(BridgeFixture.EHR, "a")).get(0).steps().stream()
                .filter(step -> step.kind() == Step.Kind.NOTE)
                .map(Step::detail)
                .toList();
    }

    private static void awaitNote(BridgeFixture fixture, String note) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> notes(fixture).contains(note));
    }

    private static void assertWritten(BridgeFixture fixture, int observationVersions, int provenances) {
        assertThat(fixture.observationVersions()).isEqualTo(observationVersions);
        Awaitility.await("the unit is settled before what follows is sent")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(fixture.sandbox().store().current("Provenance"))
                        .hasSize(provenances));
    }
}
