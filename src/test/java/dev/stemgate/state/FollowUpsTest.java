// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.Outcome;
import dev.stemgate.model.PatientKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is sent after a result: stored with it, kept over restarts, sent by one. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class FollowUpsTest {

    private static final String EHR = "north";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(2);

    @Parameter
    private TestDatabase store;

    @TempDir
    Path folder;

    private Database database;
    private Ledger ledger;
    private FollowUps followUps;
    private PatientUnit unit;

    @BeforeEach
    void open() {
        database = store.open(folder);
        ledger = new Ledger(database);
        followUps = new FollowUps(database);
        ledger.request(new PatientKey(EHR, "anna"), Trigger.COHORT, NOON);
        unit = ledger.claim(EHR, 1, "w", NOON, LEASE).get(0);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void itIsStoredWithTheResultAndTakenByOne() {
        write();
        database.close();
        database = store.open(folder);
        followUps = new FollowUps(database);
        ledger = new Ledger(database);

        assertThat(followUps.waiting(EHR)).isEqualTo(1);
        assertThat(followUps.take(EHR, 9, NOON, LEASE)).singleElement().satisfies(one -> {
            assertThat(one.what()).isEqualTo("Provenance");
            assertThat(one.entry()).isEqualTo("{}");
            assertThat(one.begun()).isFalse();
        });
        assertThat(followUps.take(EHR, 9, NOON, LEASE)).as("another has it").isEmpty();
        assertThat(followUps.take(EHR, 9, NOON.plus(LEASE), LEASE))
                .as("who took it is gone, perhaps after it was sent")
                .singleElement()
                .satisfies(one -> assertThat(one.begun()).isTrue());
    }

    @Test
    void aFailureIsNotedOnceAndASuccessEndsIt() {
        write();
        FollowUp first = followUps.take(EHR, 9, NOON, LEASE).get(0);
        followUps.failed(first, "http-503", NOON.plusSeconds(10), NOON);
        assertThat(followUps.take(EHR, 9, NOON.plusSeconds(9), LEASE)).isEmpty();
        FollowUp second = followUps.take(EHR, 9, NOON.plusSeconds(10), LEASE).get(0);
        assertThat(second.attempts()).isEqualTo(1);
        followUps.failed(second, "http-503", NOON.plusSeconds(30), NOON.plusSeconds(10));
        FollowUp third = followUps.take(EHR, 9, NOON.plusSeconds(30), LEASE).get(0);
        followUps.sent(third, NOON.plusSeconds(30));

        assertThat(followUps.waiting(EHR)).isZero();
        assertThat(ledger.trace(unit.id()).orElseThrow().steps())
                .filteredOn(step -> step.kind() == Step.Kind.NOTE)
                .extracting(Step::detail)
                .containsExactly(
                        "Provenance is to follow", "Provenance is not sent yet (http-503)", "Provenance is sent");
    }

    @Test
    void aResultThatIsNotRecordedLeavesNothingToFollow() {
        ledger.close(unit, UnitState.HELD, "", EntryCounts.NONE, NOON);
        org.assertj.core.api.Assertions.assertThatThrownBy(this::write).isInstanceOf(IllegalUnitTransition.class);
        assertThat(followUps.waiting(EHR)).isZero();
    }

    private void write() {
        Judgement judgement = Judgement.of(Screenings.of(unit.patient(), Screenings.DAY, Outcome.CAUTION), NOON);
        new Results(database, ledger)
                .finishWritten(
                        unit,
                        judgement,
                        new ObservationVersion("DocumentReference", "d1", "1"),
                        List.of(new FollowUp.Request("Provenance", "{}")),
                        EntryCounts.NONE,
                        NOON);
    }
}
