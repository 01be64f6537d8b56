// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Records.irrelevant;
import static dev.stemgate.route.Records.patient;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.PatientKey;
import dev.stemgate.state.Trigger;
import dev.stemgate.state.UnitState;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outside the active hours an EHR is left alone, and that is no outage; the round that was left out is made when they begin. */
class ActiveHoursTest {

    private static final String NIGHTS = "- name: zone\n  value: UTC\n- name: activeHours\n  value: \"20:00-06:00\"\n";

    @TempDir
    Path folder;

    @Test
    void outsideTheHoursNothingIsAskedAndNothingIsLost() {
        MovableClock clock = MovableClock.at("2026-06-01T12:00:00Z");
        try (BridgeFixture fixture = BridgeFixture.in(folder).given(patient("a"), irrelevant("a1", "a"))) {
            fixture.start("observation", NIGHTS, BridgeFixture.core(), clock);
            fixture.bridge().ledger().request(new PatientKey(BridgeFixture.EHR, "a"), Trigger.COHORT, clock.instant());
            fixture.bridge().runRound(BridgeFixture.EHR);
            assertThat(fixture.sandbox().requests().count()).isZero();
            assertThat(fixture.bridge().isDown(BridgeFixture.EHR)).isFalse();
            assertThat(fixture.counts()).containsEntry(UnitState.PENDING, 1L);
            clock.moveTo("2026-06-01T20:00:00Z");
            fixture.bridge().runRound(BridgeFixture.EHR);
            fixture.settle();
            assertThat(fixture.counts()).containsEntry(UnitState.WRITTEN, 1L).containsEntry(UnitState.PENDING, 0L);
        }
    }
}
