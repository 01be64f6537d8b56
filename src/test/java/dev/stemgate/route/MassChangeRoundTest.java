// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Records.breastCancer;
import static dev.stemgate.route.Records.irrelevant;
import static dev.stemgate.route.Records.patient;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.ModelVersion;
import dev.stemgate.model.PatientKey;
import dev.stemgate.state.Database;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.ModelChanges;
import dev.stemgate.state.UnitState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new model version that changes the outcome of too many patients: nothing is written until somebody approves. */
class MassChangeRoundTest {

    private static final String HEADER = "system,code,display,domain,criterion,role,class,note\n";

    @TempDir
    Path folder;

    private ScreeningCore changed;

    @BeforeEach
    void aModelByWhichBreastCancerIsNoContraindication() throws IOException {
        Path codes = Files.createDirectories(folder.resolve("codes"));
        Files.writeString(
                codes.resolve("site.csv"),
                HEADER + Records.SNOMED + "," + Records.BREAST_CANCER
                        + ",Malignant neoplasm of breast,,irrelevant,,,override: a test\n");
        changed = ScreeningCore.load(Path.of("model"), codes);
    }

    @Test
    void nothingIsWrittenUntilItIsApproved() {
        try (BridgeFixture fixture = threeOfWhomOneHasCancer()) {
            long versions = fixture.observationVersions();
            fixture.stopBridge();
            fixture.start("observation", "", changed).settle().again();
            assertThat(fixture.counts().get(UnitState.HELD)).isPositive();
            assertThat(last(fixture, "a").getValue()).isEqualTo(ModelChanges.REASON);
            String standing = fixture.sandbox().store().current("Observation").toString();
            assertThat(standing).contains("\"contraindicated\"");
            assertThat(fixture.observationVersions())
                    .as("whoever was screened before it was known and has the same outcome may be amended")
                    .isBetween(versions, versions + 2);

            ModelVersion version = changed.version();
            try (Database database = StateConnection.open(
                    BridgeFixture.settings(folder, fixture.sandbox().baseUrl(), "observation", "")
                            .state())) {
                assertThat(new ModelChanges(database, new Ledger(database))
                                .approve(BridgeFixture.EHR, version.id(), version.version(), Instant.now()))
                        .isPresent();
            }
            fixture.again();
            assertThat(fixture.sandbox().store().current("Observation").toString())
                    .doesNotContain("\"code\":\"contraindicated\"");
            assertThat(fixture.observationVersions()).isEqualTo(versions + 3);
        }
    }

    @Test
    void aHigherLimitOfTheHospitalLetsItThrough() {
        try (BridgeFixture fixture = threeOfWhomOneHasCancer()) {
            long versions = fixture.observationVersions();
            fixture.stopBridge();
            fixture.start("observation", "- name: massChangeLimit\n  value: \"34\"", changed)
                    .settle()
                    .again();
            assertThat(fixture.observationVersions()).isEqualTo(versions + 3);
            assertThat(last(fixture, "a").getKey()).isNotEqualTo(UnitState.HELD);
        }
    }

    private BridgeFixture threeOfWhomOneHasCancer() {
        return BridgeFixture.in(folder)
                .given(patient("a"), irrelevant("a0", "a"), breastCancer("a1", "a"))
                .given(patient("b"), irrelevant("b1", "b"), patient("c"), irrelevant("c1", "c"))
                .startAndSettle();
    }

    private static java.util.Map.Entry<UnitState, String> last(BridgeFixture fixture, String patient) {
        var traces = fixture.bridge().ledger().trace(new PatientKey(BridgeFixture.EHR, patient));
        var unit = traces.get(traces.size() - 1).unit();
        return java.util.Map.entry(unit.state(), unit.reasonCode());
    }
}
