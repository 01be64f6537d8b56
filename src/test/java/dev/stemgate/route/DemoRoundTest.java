// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.fhir.ProfileValidator;
import dev.stemgate.sandbox.Sandbox;
import dev.stemgate.sandbox.SandboxSettings;
import dev.stemgate.sandbox.StoredVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo population through the whole bridge on the day for which its outcomes are stated. */
class DemoRoundTest {

    static final LocalDate AS_OF = LocalDate.of(2026, 11, 22);
    static final String RE_KEYED = "re-keyed";

    @TempDir
    static Path folder;

    private static Sandbox ehr;
    private static Bridge bridge;

    @BeforeAll
    static void screenEveryone() {
        Instant noon = AS_OF.atTime(12, 0).toInstant(ZoneOffset.UTC);
        ehr = Sandbox.start(SandboxSettings.demo(AS_OF));
        bridge = Bridge.start(
                BridgeFixture.settings(folder, ehr.baseUrl(), "observation", ""),
                BridgeFixture.core(),
                Clock.fixed(noon, ZoneOffset.UTC));
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(50))
                .until(() ->
                        bridge.rounds(BridgeFixture.EHR) > 0 && bridge.ledger().openCount(BridgeFixture.EHR) == 0);
    }

    @AfterAll
    static void stop() {
        bridge.close();
        ehr.close();
    }

    @Test
    void everyPatientGetsTheOutcomeThatIsStated() throws IOException {
        Map<String, String> stated = stated();
        stated.values().removeIf(RE_KEYED::equals);
        Map<String, String> outcomes = bridge.results().newest(BridgeFixture.EHR).stream()
                .collect(Collectors.toMap(
                        result -> result.screening().patient().patientId(),
                        result -> result.screening().outcome().code(),
                        (one, other) -> one,
                        TreeMap::new));
        assertThat(outcomes).isEqualTo(stated);
    }

    @Test
    void everyObservationAndProvenanceMeetsItsProfile() throws IOException {
        long written = stated().values().stream()
                .filter(outcome -> !outcome.equals(RE_KEYED))
                .count();
        for (String type : new String[] {"Observation", "Provenance"}) {
            assertThat(ehr.store().current(type).stream()
                            .filter(DemoRoundTest::isOurs)
                            .toList())
                    .hasSize((int) written)
                    .allSatisfy(version -> {
                        assertThat(ProfileValidator.shared().errors(version.json()))
                                .as(version.reference())
                                .isEmpty();
                    });
        }
    }

    /** Read and written one by one it would be a search a kind, a look for the Observation that stands, and the write: ten and more. */
    @Test
    void aPatientCostsAtMostTwoRequests() throws IOException {
        assertThat(ehr.requests().count()).isLessThanOrEqualTo(2 * stated().size());
    }

    private static boolean isOurs(StoredVersion version) {
        return version.json().contains("https://stemgate.dev/fhir");
    }

    /** Outcome by patient id, as the demo population states it. */
    static Map<String, String> stated() throws IOException {
        try (InputStream in = DemoRoundTest.class.getResourceAsStream("/sandbox/population/expected-outcomes.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split("\t"))
                    .collect(Collectors.toMap(cells -> cells[0], cells -> cells[1], (one, other) -> one, TreeMap::new));
        }
    }
}
