// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.deadletter.LetterFilter;
import dev.stemgate.model.Finding;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.Screening;
import dev.stemgate.state.UnitState;
import dev.stemgate.terminology.LocalCode;
import dev.stemgate.terminology.Role;
import dev.stemgate.terminology.Terminology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.health.HealthCheck;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A code that is classified while the bridge runs. */
class LocalMapReloadTest {

    private static final PatientKey ANNA = new PatientKey(BridgeFixture.EHR, "anna");
    private static final String HEADER = "system,code,display,domain,criterion,role,class,note\n";
    private static final String LOCAL =
            """
            {"resourceType": "Condition", "id": "c1", "subject": {"reference": "Patient/anna"},
             "clinicalStatus": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/condition-clinical", "code": "active"}]},
             "verificationStatus": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/condition-ver-status", "code": "confirmed"}]},
             "code": {"coding": [{"system": "http://lab.example", "code": "X17", "display": "Panel seventeen"}]}}""";

    @TempDir
    Path folder;

    @Test
    void aRunningBridgeTakesUpTheMapAndKeepsItWhenTheNextCannotBeRead() throws IOException {
        Path map = Files.createDirectories(folder.resolve("local-codes"));
        try (BridgeFixture fixture = BridgeFixture.in(folder).given(Records.patient("anna"), LOCAL)) {
            fixture.startWithSettings("localCodes: local-codes\n", Clock.systemUTC())
                    .settle();
            Screening before = screening(fixture);
            assertThat(before.finding("diabetes")).contains(Finding.UNKNOWN);

            ScreeningCore assigned = new CodeAssignment(Path.of("model").toAbsolutePath(), map)
                    .assign(List.of(diabetes()))
                    .core();
            awaitFinding(fixture, Finding.POSSIBLE);
            assertThat(screening(fixture).model()).isEqualTo(assigned.version()).isNotEqualTo(before.model());
            assertThat(fixture.bridge().deadLetters().find(LetterFilter.open())).isEmpty();
            fixture.settle();
            assertThat(fixture.counts())
                    .as("the outcome of everyone changes: the guard against mass changes knows the new version")
                    .containsEntry(UnitState.HELD, 1L);

            Files.writeString(
                    map.resolve("site.csv"),
                    HEADER + "http://lab.example,X18,Other,clinical,no-such-criterion,include,,\n");
            Awaitility.await().until(() -> !health(fixture).isEmpty());
            assertThat(health(fixture)).contains("site.csv:2", "no-such-criterion");
            fixture.again();
            assertThat(screening(fixture).model()).isEqualTo(assigned.version());

            Files.writeString(
                    map.resolve("site.csv"), HEADER + "http://lab.example,X18,Other,clinical,irrelevant,,,\n");
            Awaitility.await().until(() -> health(fixture).isEmpty());
            assertThat(fixture.bridge().core().version()).isNotEqualTo(assigned.version());
        }
    }

    private static LocalCode diabetes() {
        return new LocalCode(
                "http://lab.example",
                "X17",
                "Panel seventeen",
                Optional.of(Terminology.Domain.CLINICAL),
                "diabetes",
                Optional.of(Role.SIGNAL),
                Set.of(),
                "local panel",
                "anna",
                "2026-01-01");
    }

    private static void awaitFinding(BridgeFixture fixture, Finding finding) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> screening(fixture).finding("diabetes").equals(Optional.of(finding)));
    }

    private static Screening screening(BridgeFixture fixture) {
        return fixture.bridge().results().all(ANNA).get(0).screening();
    }

    /** What the health check says; empty while the map on the disk is in force. */
    private static String health(BridgeFixture fixture) {
        HealthCheck.Result result = new LocalMapHealthCheck(fixture.bridge().localMap()).call();
        assertThat(result.getState()).as("it is never down").isEqualTo(HealthCheck.State.UP);
        return result.getMessage().orElse("");
    }
}
