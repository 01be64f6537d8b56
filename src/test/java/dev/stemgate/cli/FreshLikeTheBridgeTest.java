// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.fhir.read.CorrectedRecords;
import dev.stemgate.model.PatientKey;
import dev.stemgate.route.Bridge;
import dev.stemgate.route.BridgeFixture;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.sandbox.Sandbox;
import dev.stemgate.sandbox.SandboxSettings;
import dev.stemgate.state.StoredResult;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A reading without a route finds what the bridge found: pages, Medications by id, gaps, dead letters; on a day that is not today. */
@Timeout(300)
class FreshLikeTheBridgeTest {

    private static final LocalDate DAY = LocalDate.of(2028, 2, 29);

    @TempDir
    Path folder;

    @Test
    void everyDemoPatientComesOutAsTheBridgeStoredThem() {
        Clock clock = DemoClock.startingAtNoonOf(DAY, ZoneId.systemDefault());
        try (Sandbox ehr = Sandbox.start(SandboxSettings.demo(DAY).withClock(clock))) {
            BridgeSettings settings =
                    BridgeFixture.settings(folder, ehr.baseUrl(), "off", "- name: concurrency\n  value: \"2\"\n");
            List<StoredResult> results;
            try (Bridge bridge = Bridge.start(settings, BridgeFixture.core(), clock)) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(120))
                        .until(() -> bridge.rounds(BridgeFixture.EHR) > 0
                                && bridge.ledger().openCount(BridgeFixture.EHR) == 0);
                results = bridge.results().newest(BridgeFixture.EHR);
            }
            assertThat(ownPatients(results))
                    .as("the dates of the demo's own patients go with the day")
                    .containsEntry("demo-chemo-02", "contraindicated")
                    .containsEntry("demo-chemo-03", "caution")
                    .containsEntry("demo-age-01", "caution");
            assertThat(results).hasSizeGreaterThan(70).allSatisfy(stored -> {
                assertThat(stored.screening().asOf()).isEqualTo(DAY);
                assertThat(new FreshComparison(fresh(settings, stored), Optional.of(stored)).differs())
                        .as(stored.screening().patient().patientId())
                        .isFalse();
            });
        }
    }

    private static Map<String, String> ownPatients(List<StoredResult> results) {
        return results.stream()
                .map(StoredResult::screening)
                .filter(screening -> screening.patient().patientId().startsWith("demo-"))
                .collect(Collectors.toMap(
                        screening -> screening.patient().patientId(),
                        screening -> screening.outcome().code()));
    }

    private static FreshScreening fresh(BridgeSettings settings, StoredResult stored) {
        PatientKey patient = stored.screening().patient();
        return FreshScreening.of(
                patient,
                settings.hospital(patient.ehr()),
                BridgeFixture.core(),
                FreshScreening.served(stored.screening()),
                CorrectedRecords.NONE,
                DAY,
                DAY,
                List.of());
    }
}
