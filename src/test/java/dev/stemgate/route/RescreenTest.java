// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Records.patient;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.Finding;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.PatientKey;
import dev.stemgate.sandbox.FaultAction;
import dev.stemgate.state.PatientUnit;
import dev.stemgate.state.StoredResult;
import dev.stemgate.state.Trigger;
import dev.stemgate.state.UnitState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Time alone makes a patient due (MODEL §4): with no new data the patient is read again, and the Observation follows. After the first
 * round the cohort search finds nobody, so that nothing but the date can be the reason.
 */
@Timeout(240)
class RescreenTest {

    private static final String UTC = "- name: zone\n  value: UTC\n";
    private static final String NOBODY = "- name: cohort\n  value: Patient?_id=nobody\n";
    private static final PatientKey P = new PatientKey(BridgeFixture.EHR, "p");

    /** A pregnancy dated 2025-06-01 is present to the 300th day, 2026-03-28. */
    private static final String PREGNANCY_ENDS = "2026-03-29";

    private final MovableClock clock = MovableClock.at("2026-03-19T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void aPregnancyThatIsNoLongerCertainAmendsTheObservation() {
        try (BridgeFixture fixture = screenedOnce(pregnancy(), UTC)) {
            assertThat(last(fixture).screening().outcome()).isEqualTo(Outcome.CONTRAINDICATED);
            assertThat(last(fixture).validUntil()).isEqualTo(PREGNANCY_ENDS);

            clock.moveTo("2026-03-28T23:59:59Z");
            restart(fixture, UTC);
            assertThat(units(fixture)).as("the day before nobody is due").hasSize(1);

            clock.moveTo("2026-03-29T00:00:00Z");
            fixture.again();
            assertThat(units(fixture))
                    .hasSize(2)
                    .extracting(PatientUnit::trigger)
                    .contains(Trigger.RESCREEN_DUE);
            assertThat(last(fixture).screening().outcome()).isEqualTo(Outcome.INDETERMINATE);
            assertThat(last(fixture).screening().finding("pregnancy")).contains(Finding.POSSIBLE);
            assertThat(last(fixture).screening().dataReadOn()).isEqualTo(PREGNANCY_ENDS);
            assertThat(fixture.observationVersions()).isEqualTo(2);
            assertThat(fixture.sandbox().store().current("Observation"))
                    .singleElement()
                    .satisfies(version -> assertThat(version.json())
                            .contains("\"status\":\"amended\"", "\"indeterminate\"", PREGNANCY_ENDS));

            fixture.again();
            assertThat(units(fixture)).as("due once").hasSize(2);
        }
    }

    @Test
    void aResultThatOnlyGrewOldIsConfirmedAndNothingIsWritten() {
        try (BridgeFixture fixture = screenedOnce(harmless(), UTC)) {
            assertThat(last(fixture).validUntil()).isEqualTo("2026-04-18");
            long versions = fixture.sandbox().store().versionCount();

            clock.moveTo("2026-04-18T00:00:00Z");
            restart(fixture, UTC);
            assertThat(fixture.counts())
                    .containsEntry(UnitState.WRITTEN, 1L)
                    .containsEntry(UnitState.UNCHANGED, 1L)
                    .containsEntry(UnitState.PENDING, 0L);
            assertThat(fixture.sandbox().store().versionCount()).isEqualTo(versions);
            assertThat(last(fixture).lastConfirmedOn()).isEqualTo("2026-04-18");
            assertThat(last(fixture).validUntil()).isEqualTo("2026-05-18");
            assertThat(last(fixture).screening().asOf()).as("as it was written").isEqualTo("2026-03-19");
        }
    }

    @Test
    void aLongCadenceDelaysNobodyWhoIsDue() {
        try (BridgeFixture fixture = screenedOnce(pregnancy(), UTC)) {
            int rounds = restart(fixture, UTC).bridge().rounds(BridgeFixture.EHR);
            clock.moveTo("2026-03-29T06:00:00Z");
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> fixture.observationVersions() == 2);
            assertThat(fixture.settle().bridge().rounds(BridgeFixture.EHR)).isEqualTo(rounds);
        }
    }

    @Test
    void whoIsDueWhileTheEhrIsDownStaysDueOverARestart() {
        try (BridgeFixture fixture = screenedOnce(pregnancy(), UTC)) {
            restart(fixture, UTC);
            fixture.sandbox().misbehave(request -> FaultAction.status(503));
            clock.moveTo("2026-03-29T01:00:00Z");
            fixture.bridge().runRound(BridgeFixture.EHR);
            assertThat(fixture.bridge().isDown(BridgeFixture.EHR)).isTrue();
            assertThat(fixture.counts())
                    .containsEntry(UnitState.PENDING, 1L)
                    .containsEntry(UnitState.DEAD_LETTERED, 0L);
            fixture.stopBridge();

            fixture.sandbox().misbehave(request -> FaultAction.pass());
            clock.moveTo("2026-03-29T02:00:00Z");
            start(fixture, NOBODY + UTC);
            assertThat(fixture.counts()).containsEntry(UnitState.WRITTEN, 2L).containsEntry(UnitState.PENDING, 0L);
            assertThat(last(fixture).screening().outcome()).isEqualTo(Outcome.INDETERMINATE);
        }
    }

    @Test
    void whoIsRefusedWhenDueIsADeadLetterAndIsAskedForAgainTheNextDay() {
        try (BridgeFixture fixture = screenedOnce(pregnancy(), UTC)) {
            restart(fixture, UTC);
            fixture.sandbox()
                    .misbehave(request ->
                            request.type().equals("Patient") && request.query().contains("_id=p")
                                    ? FaultAction.status(403)
                                    : FaultAction.pass());
            clock.moveTo("2026-03-29T01:00:00Z");
            fixture.again().again();
            assertThat(fixture.counts()).containsEntry(UnitState.DEAD_LETTERED, 1L);
            assertThat(last(fixture).screening().outcome())
                    .as("what stands is kept")
                    .isEqualTo(Outcome.CONTRAINDICATED);

            fixture.sandbox().misbehave(request -> FaultAction.pass());
            clock.moveTo("2026-03-30T01:00:00Z");
            fixture.again();
            assertThat(fixture.counts()).containsEntry(UnitState.WRITTEN, 2L);
            assertThat(last(fixture).screening().outcome()).isEqualTo(Outcome.INDETERMINATE);
        }
    }

    /** Vienna goes to summer time on the very morning, New York three weeks before, Auckland a week later, Santiago at midnight. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Pacific/Auckland,    2025-06-01, 2026-03-29, 2026-03-28T10:59:59Z, 2026-03-28T11:00:00Z",
        "America/Los_Angeles, 2025-06-01, 2026-03-29, 2026-03-29T06:59:59Z, 2026-03-29T07:00:00Z",
        "Europe/Vienna,       2025-06-01, 2026-03-29, 2026-03-28T22:59:59Z, 2026-03-28T23:00:00Z",
        "Europe/Vienna,       2025-06-02, 2026-03-30, 2026-03-29T21:59:59Z, 2026-03-29T22:00:00Z",
        "America/Santiago,    2025-11-09, 2026-09-06, 2026-09-06T03:59:59Z, 2026-09-06T04:00:00Z"
    })
    void aPatientBecomesDueWhenTheDayBeginsInTheHospitalsZone(
            String zone, String onset, LocalDate due, String lastMoment, String firstMoment) {
        String there = "- name: zone\n  value: " + zone + "\n";
        clock.moveTo(due.minusDays(10) + "T12:00:00Z");
        try (BridgeFixture fixture = screenedOnce(pregnancy().replace("2025-06-01", onset), there)) {
            assertThat(last(fixture).validUntil()).isEqualTo(due);
            clock.moveTo(lastMoment);
            restart(fixture, there);
            assertThat(units(fixture)).as("still the day before").hasSize(1);
            clock.moveTo(firstMoment);
            fixture.again();
            assertThat(last(fixture).screening().asOf()).isEqualTo(due);
            assertThat(last(fixture).screening().outcome()).isEqualTo(Outcome.INDETERMINATE);
        }
    }

    private BridgeFixture screenedOnce(String record, String more) {
        BridgeFixture fixture = start(BridgeFixture.in(folder).given(patient("p"), record), more);
        assertThat(fixture.counts()).containsEntry(UnitState.WRITTEN, 1L);
        return fixture;
    }

    /** From now on the cohort search finds nobody. */
    private BridgeFixture restart(BridgeFixture fixture, String more) {
        fixture.stopBridge();
        return start(fixture, NOBODY + more);
    }

    private BridgeFixture start(BridgeFixture fixture, String more) {
        return fixture.start("observation", more, BridgeFixture.core(), clock).settle();
    }

    private static String pregnancy() {
        return dated(Records.condition("c", "p", "77386006", "Pregnant (finding)"), "2025-06-01");
    }

    private static String harmless() {
        return dated(Records.irrelevant("c", "p"), "2025-06-01");
    }

    private static String dated(String condition, String onset) {
        return condition.replace(LocalDate.now().minusDays(30).toString(), onset);
    }

    private static StoredResult last(BridgeFixture fixture) {
        return fixture.bridge()
                .results()
                .last(P, BridgeFixture.core().version().id())
                .orElseThrow();
    }

    private static List<PatientUnit> units(BridgeFixture fixture) {
        return fixture.bridge().ledger().trace(P).stream()
                .map(trace -> trace.unit())
                .toList();
    }
}
