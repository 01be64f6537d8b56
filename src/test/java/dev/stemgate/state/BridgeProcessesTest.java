// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stemgate.model.PatientKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Several bridges on one database: whose claims stand, and who takes over. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class BridgeProcessesTest {

    private static final String EHR = "north";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration SILENCE = Duration.ofMinutes(1);
    /** No system gives so high a process id. */
    private static final long NOBODY = Integer.MAX_VALUE;

    @Parameter
    private TestDatabase store;

    @TempDir
    Path folder;

    private final BridgeProcess self = BridgeProcess.current();
    private Database database;
    private Ledger ledger;
    private BridgeProcesses processes;

    @BeforeEach
    void open() {
        database = store.open(folder);
        ledger = new Ledger(database);
        processes = new BridgeProcesses(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void everyStartHasANameOfItsOwn() {
        assertThat(BridgeProcess.current().worker()).isNotEqualTo(self.worker());
        assertThat(self.place()).isEqualTo(BridgeProcess.current().place());
        assertThat(self.isAliveAsSeenFrom(BridgeProcess.current())).isTrue();
    }

    @Test
    void aBridgeThatIsAliveKeepsItsClaims() {
        BridgeProcess other = BridgeProcess.current();
        processes.begin(other, NOON);
        PatientUnit unit = claim(other);
        processes.begin(self, NOON);

        assertThat(processes.takeOver(self, SILENCE, NOON.plusSeconds(59))).isZero();
        assertThat(ledger.trace(unit.id()).orElseThrow().unit().worker()).isEqualTo(other.worker());
    }

    @Test
    void theClaimsOfAProcessThatIsGoneAreTakenOverAtOnce() {
        BridgeProcess gone = new BridgeProcess("gone", self.place(), NOBODY, Optional.empty());
        processes.begin(gone, NOON);
        PatientUnit unit = claim(gone);
        processes.begin(self, NOON);

        assertThat(processes.takeOver(self, SILENCE, NOON)).isEqualTo(1);
        assertThat(claimable(NOON)).extracting(PatientUnit::id).containsExactly(unit.id());
        assertThat(ledger.trace(unit.id()).orElseThrow().steps())
                .extracting(Step::kind)
                .contains(Step.Kind.ABANDONED);
    }

    @Test
    void aProcessIdThatIsUsedByAnotherNowIsNotThatProcess() {
        Assumptions.assumeTrue(self.began().isPresent(), "this system does not tell when a process began");
        BridgeProcess before = new BridgeProcess(
                "before", self.place(), self.pid(), self.began().map(at -> at.minusSeconds(3600)));
        assertThat(before.isOverAsSeenFrom(self)).isTrue();
    }

    @Test
    void aBridgeElsewhereIsOverWhenItIsSilentForTooLong() {
        Assumptions.assumeTrue(store == TestDatabase.POSTGRESQL, "a file belongs to one machine");
        BridgeProcess elsewhere = new BridgeProcess("elsewhere", "another machine", NOBODY, Optional.empty());
        processes.begin(elsewhere, NOON);
        PatientUnit unit = claim(elsewhere);
        processes.begin(self, NOON);

        assertThat(processes.takeOver(self, SILENCE, NOON.plusSeconds(59))).isZero();
        processes.alive(elsewhere, List.of(unit), LEASE, NOON.plusSeconds(59));
        assertThat(processes.takeOver(self, SILENCE, NOON.plusSeconds(118))).isZero();
        assertThat(processes.takeOver(self, SILENCE, NOON.plusSeconds(119))).isEqualTo(1);

        processes.alive(elsewhere, List.of(unit), LEASE, NOON.plusSeconds(120));
        PatientUnit next = claim(elsewhere);
        assertThat(processes.takeOver(self, SILENCE, NOON.plusSeconds(121)))
                .as("it was not over after all, and is known again")
                .isZero();
        assertThat(next.worker()).isEqualTo("elsewhere");
    }

    @Test
    void aClaimIsProlongedWhileItIsWorkedOnAndNoOther() {
        processes.begin(self, NOON);
        PatientUnit working = claim(self);
        PatientUnit left = claim(self);
        processes.alive(self, List.of(working), LEASE, NOON.plusSeconds(100));

        assertThat(claimable(NOON.plusSeconds(130))).extracting(PatientUnit::id).containsExactly(left.id());
        ledger.close(working, UnitState.HELD, "", EntryCounts.NONE, NOON.plusSeconds(130));
    }

    @Test
    void aBridgeThatEndsLeavesNothingClaimed() {
        processes.begin(self, NOON);
        PatientUnit unit = claim(self);
        processes.end(self, NOON);
        assertThat(claimable(NOON)).extracting(PatientUnit::id).containsExactly(unit.id());
    }

    @Test
    void aFileBelongsToOneBridgeAndAServerToMany() {
        ProcessHandle another = ProcessHandle.current().parent().orElse(null);
        Assumptions.assumeTrue(another != null, "this process has no parent that can be seen");
        BridgeProcess other = new BridgeProcess(
                "other", self.place(), another.pid(), another.info().startInstant());
        processes.begin(other, NOON);
        if (store == TestDatabase.H2) {
            assertThatThrownBy(() -> processes.begin(self, NOON))
                    .isInstanceOfSatisfying(StateUnavailableException.class, refusal -> assertThat(refusal.problem())
                            .isEqualTo(StateUnavailableException.Problem.IN_USE));
        } else {
            processes.begin(self, NOON);
            assertThat(processes.takeOver(self, SILENCE, NOON)).isZero();
        }
    }

    @Test
    void aClaimOfAnUnknownWorkerIsTakenOver() {
        ledger.request(new PatientKey(EHR, "anna"), Trigger.COHORT, NOON);
        ledger.claim(EHR, 1, "bridge@of-an-earlier-release", NOON, LEASE);
        processes.begin(self, NOON);
        assertThat(processes.takeOver(self, SILENCE, NOON)).isEqualTo(1);
    }

    private PatientUnit claim(BridgeProcess process) {
        ledger.request(new PatientKey(EHR, "p" + System.nanoTime()), Trigger.COHORT, NOON);
        return ledger.claim(EHR, 1, process.worker(), NOON, LEASE).get(0);
    }

    private List<PatientUnit> claimable(Instant now) {
        return ledger.claim(EHR, 9, "next", now, LEASE);
    }
}
