// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Records.breastCancer;
import static dev.stemgate.route.Records.condition;
import static dev.stemgate.route.Records.irrelevant;
import static dev.stemgate.route.Records.patient;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.Outcome;
import dev.stemgate.model.PatientKey;
import dev.stemgate.state.StoredResult;
import dev.stemgate.state.UnitState;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the cohort to the written Observation, and what a further round does. */
class ScreeningRoundTest {

    @TempDir
    Path folder;

    @Test
    void everyPatientGetsOneObservationWithItsProvenance() {
        try (BridgeFixture fixture = BridgeFixture.in(folder)
                .given(patient("a"), irrelevant("a1", "a"), patient("b"), breastCancer("b1", "b"))
                .startAndSettle()) {
            assertThat(fixture.counts()).containsEntry(UnitState.WRITTEN, 2L).containsEntry(UnitState.PENDING, 0L);
            assertThat(fixture.sandbox().store().current("Observation")).hasSize(2);
            assertThat(fixture.sandbox().store().current("Provenance")).hasSize(2);
            assertThat(outcome(fixture, "a")).isEqualTo(Outcome.NO_CONTRAINDICATION_FOUND);
            assertThat(outcome(fixture, "b")).isEqualTo(Outcome.CONTRAINDICATED);
        }
    }

    @Test
    void aSecondRoundOverUnchangedDataWritesNothing() {
        try (BridgeFixture fixture = BridgeFixture.in(folder)
                .given(patient("a"), irrelevant("a1", "a"), patient("b"), breastCancer("b1", "b"))
                .startAndSettle()) {
            long versions = fixture.sandbox().store().versionCount();
            fixture.again();
            assertThat(fixture.sandbox().store().versionCount()).isEqualTo(versions);
            assertThat(fixture.counts()).containsEntry(UnitState.UNCHANGED, 2L);
        }
    }

    @Test
    void aBridgeThatLostItsStateRecognisesItsOwnObservations() {
        try (BridgeFixture fixture = BridgeFixture.in(folder)
                .given(patient("b"), breastCancer("b1", "b"))
                .startAndSettle()) {
            long versions = fixture.sandbox().store().versionCount();
            fixture.stopBridge();
            try (Bridge forgetful = Bridge.start(
                    BridgeFixture.settings(
                            folder.resolve("new"), fixture.sandbox().baseUrl(), "observation", ""),
                    BridgeFixture.core(),
                    java.time.Clock.systemUTC())) {
                org.awaitility.Awaitility.await()
                        .until(() ->
                                forgetful.ledger().counts(BridgeFixture.EHR).get(UnitState.WRITTEN) == 1);
            }
            assertThat(fixture.sandbox().store().versionCount()).isEqualTo(versions);
        }
    }

    @Test
    void aChangedConditionGivesOneNewVersionThatIsAmended() {
        try (BridgeFixture fixture = BridgeFixture.in(folder)
                .given(patient("a"), irrelevant("a1", "a"))
                .startAndSettle()) {
            fixture.given(breastCancer("a2", "a")).again();
            assertThat(fixture.observationVersions()).isEqualTo(2);
            assertThat(theObservation(fixture)).contains("\"status\":\"amended\"", "\"contraindicated\"");
            assertThat(outcome(fixture, "a")).isEqualTo(Outcome.CONTRAINDICATED);
        }
    }

    @Test
    void aConditionThatTurnsOutToBeAnErrorAmendsTheResultThatUsedIt() {
        try (BridgeFixture fixture = BridgeFixture.in(folder)
                .given(patient("a"), irrelevant("a1", "a"), breastCancer("a2", "a"))
                .startAndSettle()) {
            fixture.given(condition(
                            "a2",
                            "a",
                            Records.BREAST_CANCER,
                            "Malignant neoplasm of breast (disorder)",
                            "",
                            "entered-in-error"))
                    .again();
            assertThat(fixture.observationVersions()).isEqualTo(2);
            assertThat(theObservation(fixture)).contains("\"status\":\"amended\"", "\"no-contraindication-found\"");
        }
    }

    @Test
    void aMergedPatientIsScreenedUnderTheSurvivingRecordAndTheOldObservationIsWithdrawn() {
        try (BridgeFixture fixture = BridgeFixture.in(folder)
                .given(patient("old"), breastCancer("o1", "old"), patient("new"), breastCancer("n1", "new"))
                .startAndSettle()) {
            fixture.given(patient(
                            "old",
                            "\"link\": [{\"other\": {\"reference\": \"Patient/new\"}, \"type\": \"replaced-by\"}]")
                    .replace("\"active\": true", "\"active\": false"));
            fixture.again();
            assertThat(fixture.sandbox().store().current("Observation"))
                    .hasSize(2)
                    .filteredOn(version -> version.json().contains("\"status\":\"entered-in-error\""))
                    .singleElement()
                    .satisfies(version -> assertThat(version.json()).contains("Patient/old"));
            assertThat(fixture.bridge().ledger().trace(new PatientKey(BridgeFixture.EHR, "old")))
                    .isNotEmpty();
        }
    }

    @Test
    void writeBackOffScreensAndHoldsAndWritesNothing() {
        try (BridgeFixture fixture = BridgeFixture.in(folder).given(patient("b"), breastCancer("b1", "b"))) {
            long versions = fixture.sandbox().store().versionCount();
            fixture.start("off", "").settle();
            assertThat(fixture.counts()).containsEntry(UnitState.HELD, 1L);
            assertThat(fixture.sandbox().store().versionCount()).isEqualTo(versions);
            assertThat(outcome(fixture, "b")).isEqualTo(Outcome.CONTRAINDICATED);
        }
    }

    @Test
    void writeBackFileLeavesOneTransactionPerPatientVersion() {
        Path outbox = folder.resolve("outbox");
        try (BridgeFixture fixture = BridgeFixture.in(folder).given(patient("b"), breastCancer("b1", "b"))) {
            fixture.start("file", "- name: outbox\n  value: " + outbox).settle();
            assertThat(fixture.counts()).containsEntry(UnitState.WRITTEN, 1L);
            fixture.again();
            assertThat(fixture.counts()).containsEntry(UnitState.UNCHANGED, 1L);
            assertThat(outbox.toFile().listFiles()).singleElement().satisfies(file -> assertThat(
                            java.nio.file.Files.readString(file.toPath()))
                    .contains("\"transaction\"", "Provenance"));
        }
    }

    @Test
    void aLaterVersionInTheOutboxReplacesTheObservationWhereverItIsLoaded() {
        Path outbox = folder.resolve("outbox");
        try (BridgeFixture fixture = BridgeFixture.in(folder).given(patient("a"), irrelevant("a1", "a"))) {
            fixture.start("file", "- name: outbox\n  value: " + outbox).settle();
            fixture.given(breastCancer("a2", "a")).again();
            assertThat(outbox.toFile().listFiles()).hasSize(2).anySatisfy(file -> assertThat(
                            java.nio.file.Files.readString(file.toPath()))
                    .contains("\"amended\"", "Observation?identifier=", "\"contraindicated\""));
        }
    }

    @Test
    void aMergeThatIsUndoneIsWrittenAnew() {
        try (BridgeFixture fixture = BridgeFixture.in(folder)
                .given(patient("old"), breastCancer("o1", "old"), patient("new"), breastCancer("n1", "new"))
                .startAndSettle()) {
            fixture.given(patient(
                                    "old",
                                    "\"link\": [{\"other\": {\"reference\": \"Patient/new\"}, \"type\": \"replaced-by\"}]")
                            .replace("\"active\": true", "\"active\": false"))
                    .again();
            fixture.given(patient("old")).again();
            assertThat(fixture.sandbox().store().current("Observation"))
                    .hasSize(2)
                    .noneMatch(version -> version.json().contains("\"status\":\"entered-in-error\""));
        }
    }

    private static Outcome outcome(BridgeFixture fixture, String patientId) {
        return fixture.bridge()
                .results()
                .last(
                        new PatientKey(BridgeFixture.EHR, patientId),
                        BridgeFixture.core().version().id())
                .map(StoredResult::screening)
                .orElseThrow()
                .outcome();
    }

    private static String theObservation(BridgeFixture fixture) {
        assertThat(fixture.sandbox().store().current("Observation")).hasSize(1);
        return fixture.sandbox().store().current("Observation").get(0).json();
    }
}
