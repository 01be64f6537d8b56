// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Records.breastCancer;
import static dev.stemgate.route.Records.irrelevant;
import static dev.stemgate.route.Records.patient;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.deadletter.Reason;
import dev.stemgate.model.PatientKey;
import dev.stemgate.sandbox.Fault;
import dev.stemgate.sandbox.FaultAction;
import dev.stemgate.sandbox.Manner;
import dev.stemgate.sandbox.ReceivedRequest;
import dev.stemgate.state.UnitState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results are written together where the EHR allows it, and each patient still stands for himself. */
class SharedWriteRoundTest {

    private static final int PATIENTS = 9;
    private static final String TOGETHER = "- name: concurrency\n  value: \"1\"\n";

    @TempDir
    Path folder;

    private BridgeFixture given;

    @BeforeEach
    void population() {
        given = BridgeFixture.in(folder);
        for (int number = 0; number < PATIENTS; number++) {
            given.given(patient("p" + number), irrelevant("c" + number, "p" + number));
        }
    }

    @Test
    void oneTransactionWritesAllButTheFirst() {
        AtomicInteger writes = new AtomicInteger();
        try (BridgeFixture fixture = round(counting(writes))) {
            assertThatAllAreWrittenOnce(fixture);
            assertThat(writes).as("the first one alone, then the others").hasValue(2);
            assertThat(searches(fixture)).isEqualTo(2);
            assertThat(fixture.sandbox().store().current("Provenance")).hasSize(PATIENTS);
            amendAll(fixture, writes);
        }
    }

    /** A second round, in which all have changed: the versions read together are replaced together. */
    private static void amendAll(BridgeFixture fixture, AtomicInteger writes) {
        for (int number = 0; number < PATIENTS; number++) {
            fixture.given(breastCancer("b" + number, "p" + number));
        }
        writes.set(0);
        fixture.again();
        assertThat(fixture.counts()).containsEntry(UnitState.WRITTEN, 2L * PATIENTS);
        assertThat(fixture.sandbox().store().current("Observation")).hasSize(PATIENTS);
        assertThat(fixture.observationVersions()).isEqualTo(2L * PATIENTS);
        assertThat(writes).hasValue(1);
    }

    @Test
    void whoIsRefusedIsADeadLetterAndNobodyElse() {
        AtomicInteger writes = new AtomicInteger();
        Fault p5Disappears = request -> {
            if (isWrite(request) && writes.incrementAndGet() == 2) {
                given.sandbox().store().delete("Condition", "c5");
                given.sandbox().store().delete("Patient", "p5");
            }
            return FaultAction.pass();
        };
        try (BridgeFixture fixture = round(p5Disappears)) {
            assertThat(fixture.counts())
                    .containsEntry(UnitState.WRITTEN, PATIENTS - 1L)
                    .containsEntry(UnitState.DEAD_LETTERED, 1L);
            assertThat(fixture.bridge().deadLetters().counts()).containsOnlyKeys(Reason.REFUSED_BY_EHR);
            assertThat(fixture.bridge().ledger().trace(new PatientKey(BridgeFixture.EHR, "p5")))
                    .singleElement()
                    .satisfies(trace -> assertThat(trace.unit().state()).isEqualTo(UnitState.DEAD_LETTERED));
            assertThat(fixture.observationVersions()).isEqualTo(PATIENTS - 1L);
        }
    }

    @Test
    void transactionsForSeveralThatAreRefusedAreNotTriedAgain() {
        AtomicInteger writes = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        Fault noLarge = request -> isWrite(request)
                        && writes.incrementAndGet() > 1
                        && Integer.parseInt(request.header("Content-Length").orElse("0")) > LARGE
                        && refused.incrementAndGet() > 0
                ? FaultAction.status(405)
                : FaultAction.pass();
        try (BridgeFixture fixture = round(noLarge)) {
            assertThatAllAreWrittenOnce(fixture);
            assertThat(refused).hasValue(1);
        }
    }

    @Test
    void aTransactionThatIsTooLargeIsCutUntilItIsTaken() {
        Fault limit = request -> isWrite(request)
                        && Integer.parseInt(request.header("Content-Length").orElse("0")) > LARGE
                ? FaultAction.status(413)
                : FaultAction.pass();
        try (BridgeFixture fixture = round(limit)) {
            assertThatAllAreWrittenOnce(fixture);
        }
    }

    @Test
    void anAnswerThatIsLostWritesNothingTwice() {
        AtomicInteger writes = new AtomicInteger();
        Fault lost = request -> isWrite(request) && writes.incrementAndGet() == 2
                ? new FaultAction.Lost(new FaultAction.Answer(504, Map.of("Retry-After", "1"), ""))
                : FaultAction.pass();
        try (BridgeFixture fixture = started(lost)) {
            settled(fixture);
            assertThatAllAreWrittenOnce(fixture);
            for (int number = 0; number < PATIENTS; number++) {
                assertThat(fixture.bridge().ledger().trace(new PatientKey(BridgeFixture.EHR, "p" + number)))
                        .allSatisfy(
                                trace -> assertThat(trace.unit().serverErrors()).isZero());
            }
        }
    }

    @Test
    void aRefusedTransactionLeavesNoIntentThatAnybodyWouldHaveToWaitFor() {
        given.sandbox().adopt(Set.of(Manner.NO_CONDITIONAL_CREATE));
        Fault limit = request -> isWrite(request)
                        && Integer.parseInt(request.header("Content-Length").orElse("0")) > LARGE
                ? FaultAction.status(413)
                : FaultAction.pass();
        try (BridgeFixture fixture = round(limit)) {
            assertThatAllAreWrittenOnce(fixture);
        }
    }

    @Test
    void whoseEarlierWriteWasNotRecordedIsWrittenAloneOnceTheIndexHasHadItsTime() {
        given.sandbox().adopt(Set.of(Manner.NO_CONDITIONAL_CREATE));
        AtomicInteger writes = new AtomicInteger();
        Fault lost = request -> isWrite(request) && writes.incrementAndGet() == 2
                ? new FaultAction.Lost(new FaultAction.Answer(504, Map.of("Retry-After", "1"), ""))
                : FaultAction.pass();
        given.sandbox().misbehave(lost);
        try (BridgeFixture fixture = given.start("observation", TOGETHER + "- name: indexLag\n  value: 10ms\n")) {
            settled(fixture);
            assertThatAllAreWrittenOnce(fixture);
            assertThat(writes).as("all were found to stand there").hasValue(2);
            assertThat(searches(fixture)).isEqualTo(2 + PATIENTS - 1);
        }
    }

    @Test
    void anEhrWithoutTransactionsIsWrittenOneByOne() {
        given.sandbox().adopt(Set.of(Manner.NO_TRANSACTIONS));
        try (BridgeFixture fixture = round(Fault.NONE)) {
            assertThatAllAreWrittenOnce(fixture);
            assertThat(searches(fixture)).isEqualTo(PATIENTS);
        }
    }

    @Test
    void anIdentifierListThatIsNotUnderstoodIsNoticed() {
        Fault empty = request -> request.query().contains("identifier=")
                        && request.query().replace("%2C", ",").contains(",")
                ? new FaultAction.Answer(
                        200, Map.of(), "{\"resourceType\": \"Bundle\", \"type\": \"searchset\", \"total\": 0}")
                : FaultAction.pass();
        try (BridgeFixture fixture = round(empty)) {
            assertThatAllAreWrittenOnce(fixture);
            assertThat(searches(fixture)).isGreaterThan(PATIENTS);
        }
    }

    /** More than one Observation with its Provenance, less than eight. */
    private static final int LARGE = 60_000;

    private BridgeFixture round(Fault fault) {
        return started(fault).settle();
    }

    private BridgeFixture started(Fault fault) {
        given.sandbox().misbehave(fault);
        return given.start("observation", TOGETHER);
    }

    private static void settled(BridgeFixture fixture) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            fixture.bridge().runRound(BridgeFixture.EHR);
            return fixture.bridge().ledger().openCount(BridgeFixture.EHR) == 0;
        });
    }

    private static void assertThatAllAreWrittenOnce(BridgeFixture fixture) {
        assertThat(fixture.counts()).containsEntry(UnitState.DEAD_LETTERED, 0L).containsEntry(UnitState.PENDING, 0L);
        assertThat(fixture.sandbox().store().current("Observation")).hasSize(PATIENTS);
        assertThat(fixture.observationVersions()).isEqualTo(PATIENTS);
    }

    private static long searches(BridgeFixture fixture) {
        return fixture.sandbox().requests().all().stream()
                .filter(request -> request.query().contains("identifier="))
                .count();
    }

    private static Fault counting(AtomicInteger writes) {
        return request -> {
            if (isWrite(request)) {
                writes.incrementAndGet();
            }
            return FaultAction.pass();
        };
    }

    /** Bundles that read are sent before our identifiers are searched for. */
    private static boolean isWrite(ReceivedRequest request) {
        return request.method().equals("POST")
                && request.path().isEmpty()
                && Integer.parseInt(request.header("Content-Length").orElse("0")) > 20_000;
    }
}
