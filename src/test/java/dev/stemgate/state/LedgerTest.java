// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stemgate.model.PatientKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class LedgerTest {

    @Parameter
    private TestDatabase store;

    private static final String EHR = "north";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final PatientKey ANNA = new PatientKey(EHR, "anna");
    private static final PatientKey BERT = new PatientKey(EHR, "bert");

    @TempDir
    Path folder;

    private Database database;
    private Ledger ledger;

    @BeforeEach
    void open() {
        database = store.open(folder);
        ledger = new Ledger(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aSecondRequestIsCoalescedIntoTheWaitingUnit() {
        UnitId first = ledger.request(ANNA, Trigger.COHORT, NOON);
        UnitId second = ledger.request(ANNA, Trigger.MANUAL, NOON.plusSeconds(1));

        assertThat(second).isEqualTo(first);
        assertThat(kinds(first)).containsExactly(Step.Kind.REQUESTED, Step.Kind.COALESCED);
        assertThat(ledger.openCount(EHR)).isEqualTo(1);
    }

    @Test
    void aRequestDuringTheWorkMakesANewUnitThatWaitsForTheWorkToEnd() {
        ledger.request(ANNA, Trigger.COHORT, NOON);
        PatientUnit working = claimOne();
        UnitId next = ledger.request(ANNA, Trigger.COHORT, NOON);

        assertThat(next).isNotEqualTo(working.id());
        assertThat(claim(10)).isEmpty();
        ledger.close(working, UnitState.WRITTEN, "", EntryCounts.NONE, NOON);
        assertThat(claim(10)).extracting(PatientUnit::id).containsExactly(next);
    }

    @Test
    void aReleasedUnitAnswersLaterRequests() {
        UnitId unit = ledger.request(ANNA, Trigger.COHORT, NOON);
        ledger.release(claimOne(), NOON, false, NOON);

        assertThat(ledger.request(ANNA, Trigger.COHORT, NOON)).isEqualTo(unit);
    }

    @Test
    void aBatchSaysWhatItCreatedAndWhatWasThere() {
        ledger.request(new PatientKey(EHR, "p7"), Trigger.MANUAL, NOON);
        List<String> ids =
                IntStream.range(0, 1201).mapToObj(i -> "p" + i % 1200).toList();

        assertThat(ledger.requestAll(EHR, ids, Trigger.COHORT, NOON)).isEqualTo(new Requested(1199, 2));
        assertThat(ledger.openCount(EHR)).isEqualTo(1200);
        assertThat(ledger.requestAll(EHR, List.of(), Trigger.COHORT, NOON)).isEqualTo(new Requested(0, 0));
        assertThat(ledger.trace(new PatientKey(EHR, "p900")).get(0).steps())
                .extracting(Step::kind)
                .containsExactly(Step.Kind.REQUESTED);
    }

    @Test
    void theOldestRequestsAreClaimedFirstAndOnlyOfTheirEhr() {
        UnitId bert = ledger.request(BERT, Trigger.COHORT, NOON);
        UnitId anna = ledger.request(ANNA, Trigger.COHORT, NOON);
        ledger.request(new PatientKey("south", "anna"), Trigger.COHORT, NOON);

        assertThat(claim(1)).extracting(PatientUnit::id).containsExactly(bert);
        assertThat(claim(5)).extracting(PatientUnit::id).containsExactly(anna);
        assertThat(claim(5)).isEmpty();
    }

    @Test
    void aLeaseThatRanOutIsClaimableAgainAndTheOldClaimCanDoNothing() {
        ledger.request(ANNA, Trigger.COHORT, NOON);
        PatientUnit lost = claimOne();

        assertThat(ledger.claim(EHR, 1, "other", NOON.plus(LEASE).minusSeconds(1), LEASE))
                .isEmpty();
        PatientUnit taken =
                ledger.claim(EHR, 1, "other", NOON.plus(LEASE), LEASE).get(0);

        assertThat(taken.id()).isEqualTo(lost.id());
        assertThat(taken.claims()).isEqualTo(2);
        assertThatThrownBy(() -> ledger.close(lost, UnitState.WRITTEN, "", EntryCounts.NONE, NOON))
                .isInstanceOf(IllegalUnitTransition.class);
        assertThatThrownBy(() -> ledger.renew(lost, NOON, LEASE)).isInstanceOf(IllegalUnitTransition.class);
        ledger.close(taken, UnitState.UNCHANGED, "", EntryCounts.NONE, NOON);
        assertThat(kinds(taken.id()))
                .containsExactly(
                        Step.Kind.REQUESTED,
                        Step.Kind.CLAIMED,
                        Step.Kind.LEASE_EXPIRED,
                        Step.Kind.CLAIMED,
                        Step.Kind.UNCHANGED);
    }

    @Test
    void aRenewedLeaseLastsLonger() {
        ledger.request(ANNA, Trigger.COHORT, NOON);
        ledger.renew(claimOne(), NOON.plusSeconds(60), LEASE);

        assertThat(ledger.claim(EHR, 1, "other", NOON.plus(LEASE), LEASE)).isEmpty();
    }

    @Test
    void aWorkerTakesBackWhatItsKilledPredecessorHeld() {
        ledger.request(ANNA, Trigger.COHORT, NOON);
        ledger.request(BERT, Trigger.COHORT, NOON);
        ledger.claim(EHR, 1, "mine", NOON, LEASE);
        ledger.claim(EHR, 1, "another", NOON, LEASE);

        assertThat(ledger.releaseAbandoned("mine", NOON)).isEqualTo(1);
        assertThat(claim(5)).extracting(PatientUnit::patient).containsExactly(ANNA);
    }

    @Test
    void serverErrorsAreCountedAndTheFirstOneIsRemembered() {
        ledger.request(ANNA, Trigger.COHORT, NOON);
        for (int minute = 0; minute < 4; minute++) {
            Instant at = NOON.plusSeconds(60L * minute);
            ledger.release(ledger.claim(EHR, 1, "w", at, LEASE).get(0), at, true, at);
        }
        ledger.release(ledger.claim(EHR, 1, "w", NOON.plusSeconds(300), LEASE).get(0), NOON, false, NOON);
        PatientUnit unit =
                ledger.claim(EHR, 1, "w", NOON.plusSeconds(300), LEASE).get(0);

        assertThat(unit.serverErrors()).isEqualTo(4);
        assertThat(unit.firstServerErrorAt()).contains(NOON);
        assertThat(unit.nextServerErrorIsTheLast(NOON.plus(Duration.ofMinutes(30))))
                .isTrue();
        assertThat(unit.nextServerErrorIsTheLast(NOON.plus(Duration.ofMinutes(29))))
                .isFalse();
    }

    @Test
    void aReleasedUnitWaitsForItsTime() {
        ledger.request(ANNA, Trigger.COHORT, NOON);
        ledger.release(claimOne(), NOON.plusSeconds(30), false, NOON);

        assertThat(claim(1)).isEmpty();
        assertThat(ledger.claim(EHR, 1, "w", NOON.plusSeconds(30), LEASE)).hasSize(1);
    }

    @Test
    void aUnitIsClosedOnceAndOnlyByItsClaim() {
        UnitId id = ledger.request(ANNA, Trigger.COHORT, NOON);
        PatientUnit unclaimed = ledger.trace(id).orElseThrow().unit();
        assertThatThrownBy(() -> ledger.close(unclaimed, UnitState.HELD, "", EntryCounts.NONE, NOON))
                .isInstanceOf(IllegalUnitTransition.class);

        PatientUnit claimed = claimOne();
        EntryCounts counts = EntryCounts.of(7, 2, 1, 3);
        ledger.close(claimed, UnitState.HELD, "write-back-off", counts, NOON);
        assertThatThrownBy(() -> ledger.close(claimed, UnitState.WRITTEN, "", EntryCounts.NONE, NOON))
                .isInstanceOf(IllegalUnitTransition.class);
        assertThatThrownBy(() -> ledger.close(claimed, UnitState.PENDING, "", EntryCounts.NONE, NOON))
                .isInstanceOf(IllegalUnitTransition.class);

        PatientUnit closed = ledger.trace(id).orElseThrow().unit();
        assertThat(closed.state()).isEqualTo(UnitState.HELD);
        assertThat(closed.reasonCode()).isEqualTo("write-back-off");
        assertThat(closed.counts()).isEqualTo(counts);
        assertThat(closed.closedAt()).contains(NOON);
        assertThat(ledger.counts(EHR))
                .containsEntry(UnitState.HELD, 1L)
                .containsEntry(UnitState.PENDING, 0L)
                .containsEntry(UnitState.WRITTEN, 0L);
    }

    @Test
    void countsThatDoNotAddUpAreRefused() {
        assertThatThrownBy(() -> new EntryCounts(5, 1, 1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theRequestOfAMergedPatientGoesOnForTheSurvivor() {
        UnitId unit = ledger.request(ANNA, Trigger.COHORT, NOON);

        assertThat(ledger.rekey(claimOne(), "bert", NOON)).isEqualTo(unit);
        assertThat(claimOne().patient()).isEqualTo(BERT);
        assertThat(ledger.trace(ANNA)).hasSize(1);
        assertThat(ledger.trace(BERT).get(0).unit().requestedPatientId()).isEqualTo("anna");
    }

    @Test
    void theRequestOfAMergedPatientJoinsTheSurvivorsWaitingOne() {
        UnitId anna = ledger.request(ANNA, Trigger.COHORT, NOON);
        PatientUnit claimed = claimOne();
        UnitId bert = ledger.request(BERT, Trigger.COHORT, NOON);

        assertThat(ledger.rekey(claimed, "bert", NOON)).isEqualTo(bert);
        assertThat(ledger.trace(anna).orElseThrow().unit().state()).isEqualTo(UnitState.UNCHANGED);
        assertThat(ledger.openCount(EHR)).isEqualTo(1);
    }

    @Test
    void stepsAreTracedInOrder() {
        UnitId id = ledger.request(ANNA, Trigger.COHORT, NOON);
        PatientUnit unit = claimOne();
        ledger.step(id, Step.Kind.PULLED, "12 entries", NOON.plusSeconds(1));
        ledger.step(id, Step.Kind.NOTE, "x".repeat(5000), NOON.plusSeconds(1));
        ledger.close(unit, UnitState.WRITTEN, "", EntryCounts.NONE, NOON.plusSeconds(2));

        List<Step> steps = ledger.trace(ANNA).get(0).steps();
        assertThat(steps)
                .extracting(Step::kind)
                .containsExactly(
                        Step.Kind.REQUESTED, Step.Kind.CLAIMED, Step.Kind.PULLED, Step.Kind.NOTE, Step.Kind.WRITTEN);
        assertThat(steps.get(2)).isEqualTo(new Step(NOON.plusSeconds(1), Step.Kind.PULLED, "12 entries"));
        assertThat(steps.get(3).detail()).hasSize(1000);
        assertThat(ledger.trace(new UnitId(4711))).isEmpty();
    }

    @Test
    void aDatabaseFailureQuotesNoValue() {
        String canary = "canary".repeat(60);

        assertThatThrownBy(() -> ledger.request(new PatientKey(EHR, canary), Trigger.COHORT, NOON))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("22001")
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }

    @Test
    void unitsAreNamedAsTheyAreTyped() {
        assertThat(new UnitId(42)).hasToString("U-42");
        assertThat(UnitId.parse("u-42")).isEqualTo(UnitId.parse("42")).isEqualTo(new UnitId(42));
        assertThatThrownBy(() -> UnitId.parse("DL-42")).isInstanceOf(IllegalArgumentException.class);
    }

    private PatientUnit claimOne() {
        return claim(1).get(0);
    }

    private List<PatientUnit> claim(int max) {
        return ledger.claim(EHR, max, "worker", NOON, LEASE);
    }

    private List<Step.Kind> kinds(UnitId unit) {
        return ledger.trace(unit).orElseThrow().steps().stream().map(Step::kind).toList();
    }
}
