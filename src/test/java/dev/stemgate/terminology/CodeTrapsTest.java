// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import static dev.stemgate.terminology.ShippedLists.ATC;
import static dev.stemgate.terminology.ShippedLists.ICD_10;
import static dev.stemgate.terminology.ShippedLists.ICD_10_CM;
import static dev.stemgate.terminology.ShippedLists.ICD_9_CM;
import static dev.stemgate.terminology.ShippedLists.LOINC;
import static dev.stemgate.terminology.ShippedLists.SNOMED;
import static dev.stemgate.terminology.ShippedLists.clinical;
import static dev.stemgate.terminology.ShippedLists.drug;
import static dev.stemgate.terminology.ShippedLists.match;
import static dev.stemgate.terminology.ShippedLists.role;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The traps that the code lists were made to avoid. */
class CodeTrapsTest {

    @ParameterizedTest
    @ValueSource(strings = {"Z85.3", "Z85.038", "Z85.9"})
    void historyOfCancerIsNotActiveCancer(String code) {
        Classification found = clinical(ICD_10_CM, code);

        assertThat(role(found, "active-malignancy")).isEmpty();
        assertThat(role(found, "recent-cancer-treatment")).contains(Role.SIGNAL);
        assertThat(match(found, "recent-cancer-treatment").orElseThrow().classes())
                .contains("history-of");
    }

    @Test
    void remissionIsASignalOnly() {
        Classification found = clinical(ICD_10_CM, "C91.01");

        assertThat(role(found, "active-malignancy")).contains(Role.SIGNAL);
        assertThat(match(found, "active-malignancy").orElseThrow().classes()).containsExactly("remission");
        assertThat(role(clinical(ICD_10_CM, "C91.00"), "active-malignancy")).contains(Role.INCLUDE);
    }

    @Test
    void carcinomaInSituIsASignal() {
        assertThat(role(clinical(ICD_10, "D05.1"), "active-malignancy")).contains(Role.SIGNAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"L01BA01", "L01AA01", "L01FA01", "L01FG01", "L02AE02", "L01XX05", "V03AF03"})
    void drugsWithOtherUsesAreSignalsForCancerTreatment(String atc) {
        assertThat(role(drug(ATC, atc, ""), "recent-cancer-treatment")).contains(Role.SIGNAL);
    }

    @Test
    void emtricitabineAndTenofovirMayBeProphylaxis() {
        assertThat(role(drug(ATC, "J05AR03", ""), "hiv")).isNotEqualTo(java.util.Optional.of(Role.INCLUDE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Z20.6", "Z11.4", "Z71.7"})
    void contactScreeningAndCounsellingAreNotHiv(String code) {
        Classification found = clinical(ICD_10_CM, code);

        assertThat(role(found, "hiv")).isEmpty();
        assertThat(found.standing()).isEqualTo(Classification.Standing.CLASSIFIED);
    }

    @Test
    void asymptomaticHivStatusIsHiv() {
        assertThat(role(clinical(ICD_10, "Z21"), "hiv")).contains(Role.INCLUDE);
        assertThat(role(clinical(ICD_9_CM, "042"), "hiv")).contains(Role.INCLUDE);
    }

    @Test
    void pregnancyStatusProvesNothingWithoutItsValue() {
        Classification found = clinical(LOINC, "82810-3", "Pregnancy status");

        assertThat(found.matches()).isEmpty();
        assertThat(found.standing()).isEqualTo(Classification.Standing.UNCLASSIFIED);
    }

    @Test
    void aNegativePregnancyTestIsNotPregnancy() {
        assertThat(role(clinical(ICD_10_CM, "Z32.02"), "pregnancy")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"O80", "O82", "Z37.0", "Z39.2"})
    void birthAsksAboutBreastfeeding(String code) {
        assertThat(role(clinical(ICD_10_CM, code), "breastfeeding")).contains(Role.SIGNAL);
        assertThat(role(clinical(ICD_10_CM, code), "pregnancy")).isNotEqualTo(java.util.Optional.of(Role.INCLUDE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"B01AA03", "B01AF01", "B01AB05"})
    void anticoagulantsAreNoClottingDisorderForCertain(String atc) {
        assertThat(role(drug(ATC, atc, ""), "coagulation-disorder")).isNotEqualTo(java.util.Optional.of(Role.INCLUDE));
        assertThat(role(drug(ATC, atc, ""), "antithrombotic-therapy")).contains(Role.INCLUDE);
    }

    @Test
    void pastThromboembolismIsHistory() {
        Classification found = clinical(ICD_10_CM, "Z86.718");

        assertThat(role(found, "prior-thromboembolism")).contains(Role.INCLUDE);
        assertThat(role(found, "coagulation-disorder")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"B18.1", "B90.9", "Z22.7", "B94.8", "J32.9", "G09"})
    void chronicCarrierAndSequelaCodesAreNotAcute(String code) {
        assertThat(role(clinical(ICD_10_CM, code), "acute-inflammation")).isEmpty();
    }

    @Test
    void copdAndAsthmaCountOnlyWithAnExacerbationCode() {
        assertThat(role(clinical(ICD_10_CM, "J44.9"), "chronic-exacerbation")).isEmpty();
        assertThat(role(clinical(ICD_10_CM, "J45.909"), "chronic-exacerbation")).isEmpty();
        assertThat(role(clinical(ICD_10_CM, "J44.1"), "chronic-exacerbation")).contains(Role.INCLUDE);
        assertThat(role(clinical(ICD_10_CM, "J45.901"), "chronic-exacerbation")).contains(Role.INCLUDE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"R03BA02", "R01AD05", "D07AC01", "S01BA04"})
    void localSteroidsAreNoImmunosuppression(String atc) {
        assertThat(role(drug(ATC, atc, ""), "immunosuppressant-therapy")).isEmpty();
        assertThat(role(drug(ATC, "H02AB06", ""), "immunosuppressant-therapy")).contains(Role.INCLUDE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Z76.82", "Z52.4"})
    void peopleAwaitingATransplantAndDonorsAreNotRecipients(String code) {
        assertThat(role(clinical(ICD_10_CM, code), "prior-transplant")).isEmpty();
        assertThat(role(clinical(ICD_10_CM, "Z94.0"), "prior-transplant")).contains(Role.INCLUDE);
    }

    @ParameterizedTest
    @CsvSource({"http://hl7.org/fhir/sid/icd-10,I10", "http://hl7.org/fhir/sid/icd-10-cm,T88.3XXA"})
    void malignantHypertensionAndHyperthermiaAreNotCancer(String system, String code) {
        assertThat(role(clinical(system, code), "active-malignancy")).isEmpty();
    }

    @Test
    void benignNeuroendocrineTumoursAreNotOfUncertainBehaviour() {
        assertThat(role(clinical(ICD_10_CM, "D3A.010"), "active-malignancy")).isEmpty();
        assertThat(role(clinical(ICD_10_CM, "D38.1"), "active-malignancy")).contains(Role.SIGNAL);
    }

    @Test
    void aChemotherapyEncounterCountsAsAnyClinicalCode() {
        assertThat(role(clinical(ICD_10_CM, "Z51.11"), "recent-cancer-treatment"))
                .isPresent();
        assertThat(role(clinical(SNOMED, "254837009"), "active-malignancy")).contains(Role.INCLUDE);
    }
}
