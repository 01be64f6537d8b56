// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stemgate.fhir.read.ObservationSelection;
import dev.stemgate.fhir.read.ReadingPlan;
import dev.stemgate.model.Code;
import dev.stemgate.model.RecordKind;
import dev.stemgate.route.BridgeFixture;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindsReaderTest {

    private static final Code CRP = new Code("http://loinc.org", "1988-5", "");

    @TempDir
    Path folder;

    @Test
    void byDefaultAllButAdministrationAndDispenseAreReadAndObservationsByCode() {
        ReadingPlan plan = plan("");
        assertThat(plan.notRead())
                .containsExactlyInAnyOrder(RecordKind.MEDICATION_ADMINISTRATION, RecordKind.MEDICATION_DISPENSE);
        assertThat(plan.observations()).isEqualTo(new ObservationSelection.ByCode(List.of(CRP)));
    }

    @Test
    void aSiteDeclaresWhatItDoesNotGiveAndWhatIsReadBeside() {
        ReadingPlan plan = plan(
                """
                - name: notAvailable
                  value: "Observation, Procedure,MedicationStatement"
                - name: alsoRead
                  value: MedicationDispense""");
        assertThat(plan.notRead())
                .containsExactlyInAnyOrder(
                        RecordKind.OBSERVATION,
                        RecordKind.PROCEDURE,
                        RecordKind.MEDICATION_STATEMENT,
                        RecordKind.MEDICATION_ADMINISTRATION);
    }

    @Test
    void observationsAreSelected() {
        assertThat(plan(parameter("observations", "all")).observations()).isEqualTo(new ObservationSelection.All());
        assertThat(plan(parameter("observations", "by-category")).observations())
                .isEqualTo(new ObservationSelection.ByCategory(
                        List.of("laboratory", "vital-signs", "social-history", "survey")));
        assertThat(plan(parameter("observations", "by-category(laboratory, vital-signs)"))
                        .observations())
                .isEqualTo(new ObservationSelection.ByCategory(List.of("laboratory", "vital-signs")));
        assertThat(plan(parameter("observationCodes", "urn:oid:1.2.3|CRP-X, HB"))
                        .observations())
                .isEqualTo(new ObservationSelection.ByCode(
                        List.of(CRP, new Code("urn:oid:1.2.3", "CRP-X", ""), new Code("", "HB", ""))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "notAvailable; Patient; does not take 'Patient'",
                "notAvailable; Observations; does not take 'Observations'; it takes Condition",
                "notAvailable; MedicationDispense; does not take",
                "alsoRead; Observation; it takes MedicationAdministration, MedicationDispense",
                "observations; by-status; must be by-code",
                "observations; all(x); must be by-code",
                "observations; by-category(); names a category",
                "observations; by-category(a&b); names a category",
                "observationCodes; urn:x|; must be codes"
            })
    void whatIsNotUnderstoodIsRefusedWithFileAndLine(String name, String value, String message) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> plan(parameter(name, value)))
                .withMessageContaining(message)
                .withMessageContaining("'" + name + "'")
                .withMessageMatching(".*\\.yaml:\\d+: .*");
    }

    private static String parameter(String name, String value) {
        return "- name: " + name + "\n  value: \"" + value + "\"";
    }

    private ReadingPlan plan(String more) {
        return BridgeFixture.settings(folder, URI.create("http://127.0.0.1:9/fhir"), "off", more)
                .hospital(BridgeFixture.EHR)
                .kindsRead()
                .plan(List.of(CRP));
    }
}
