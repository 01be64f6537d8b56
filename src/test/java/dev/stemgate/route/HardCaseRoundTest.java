// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Records.breastCancer;
import static dev.stemgate.route.Records.irrelevant;
import static dev.stemgate.route.Records.patient;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.state.UnitState;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hard cases of which the routes hold a part: merges that lead nowhere, and labels that are written. */
class HardCaseRoundTest {

    private static final String REPLACED_BY =
            "\"link\": [{\"other\": {\"reference\": \"Patient/%s\"}, \"type\": \"replaced-by\"}]";

    @TempDir
    Path folder;

    @Test
    void recordsThatReplaceEachOtherInACircleEndAsAConflictAndTheOthersGoOn() {
        try (BridgeFixture fixture = BridgeFixture.in(folder)
                .given(
                        patient("one", REPLACED_BY.formatted("two")),
                        patient("two", REPLACED_BY.formatted("one")),
                        patient("other"),
                        irrelevant("i", "other"))
                .startAndSettle()) {
            assertThat(fixture.counts()).containsEntry(UnitState.PENDING, 0L).containsEntry(UnitState.WRITTEN, 1L);
            assertThat(fixture.counts().get(UnitState.DEAD_LETTERED)).isBetween(1L, 2L);
            assertThat(fixture.observationVersions()).isEqualTo(1);
        }
    }

    @Test
    void aChainOfMergesEndsAtTheLastRecord() {
        try (BridgeFixture fixture = BridgeFixture.in(folder)
                .given(
                        patient("one", REPLACED_BY.formatted("two")),
                        patient("two", REPLACED_BY.formatted("three")),
                        patient("three"),
                        irrelevant("i", "three"))
                .startAndSettle()) {
            assertThat(fixture.sandbox().store().current("Observation"))
                    .singleElement()
                    .satisfies(version -> assertThat(version.json()).contains("Patient/three"));
        }
    }

    @Test
    void labelsOfEveryRecordThatWasUsedStandOnWhatIsWritten() {
        String label = "\"meta\": {\"security\": [{\"system\":"
                + " \"http://terminology.hl7.org/CodeSystem/v3-ActCode\", \"code\": \"%s\"}]}, ";
        try (BridgeFixture fixture = BridgeFixture.in(folder)
                .given(
                        patient("p", label.formatted("CEL") + "\"birthDate\": \"1990\""),
                        breastCancer("c", "p")
                                .replace("\"onsetDateTime\"", label.formatted("PSY") + "\"onsetDateTime\""))
                .startAndSettle()) {
            assertThat(fixture.sandbox().store().current("Observation"))
                    .singleElement()
                    .satisfies(version -> assertThat(version.json().replaceAll("\\s", ""))
                            .containsPattern("\"security\":\\[[^]]*\"code\":\"CEL\"")
                            .containsPattern("\"security\":\\[[^]]*\"code\":\"PSY\""));
        }
    }
}
