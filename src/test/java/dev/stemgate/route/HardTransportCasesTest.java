// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Chart.CONFIRMED;
import static dev.stemgate.route.Chart.chart;
import static dev.stemgate.route.Chart.condition;
import static dev.stemgate.route.Chart.record;
import static dev.stemgate.route.Chart.snomed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.Finding;
import dev.stemgate.model.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hard cases, "Bundles and transport": what arrives, and what the shipped model makes of it, one method a case. */
class HardTransportCasesTest {

    private static final String CANCER = snomed("254837009", "Malignant neoplasm of breast (disorder)");

    @Test
    void malformedNarrativeDoesNoHarm() {
        Chart chart = chart().conditions(
                        condition("c", CANCER, CONFIRMED + ",'text':{'status':'??','div':'<div><p>open & broken'}"));
        assertThat(chart.deadLetters()).isEmpty();
        assertThat(chart.finding("active-malignancy")).isEqualTo(Finding.PRESENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'resourceType':'Condition','id':'c','id':'d','subject':{'reference':'Patient/p1'}}",
                "{'resourceType':'Condition','id':'c','subject':{'reference':'Pat",
                "[]",
                "''",
                "\uFEFF{'resourceType':'Condition','id':'c'"
            })
    void whatIsNoJsonCostsThatRecordAndTheRestGoesOn(String broken) {
        Chart chart = chart().conditions(broken, condition("d", CANCER, CONFIRMED));
        assertThat(chart.deadLetters()).containsExactly("unreadable");
        assertThat(chart.finding("active-malignancy")).isEqualTo(Finding.PRESENT);
        assertThat(chart.finding("hiv")).isEqualTo(Finding.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'resourceType':'Condition','id':'c','patient':{'reference':'Patient/p1'},'code':{'text':'x'}}",
                "{'resourceType':'Condition','id':'c','subject':{'reference':'Patient/p1'},'clinicalStatus':'active'}",
                "{'resourceType':'Condition','id':'c','subject':{'reference':'Patient/p1'},'assertedDate':'2017-01-01'}"
            })
    void conditionsOfOtherVersionsAreNotReadAsR4(String json) {
        Chart chart = chart().conditions(json);
        assertThat(chart.deadLetters()).containsExactly("wrong-version");
        assertThat(chart.outcome()).isEqualTo(Outcome.INDETERMINATE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'medication':{'reference':{'reference':'Medication/1'}},'status':'active','intent':'order'",
                "'medication':{'concept':{'text':'capecitabine'}},'status':'active','intent':'order'",
                "'medication.reference':'Medication/1','status':'active','intent':'order'",
                "'medicationCodeableConcept':{'text':'x'},'status':'active','context':{'reference':'Encounter/1'}"
            })
    void requestsOfOtherVersionsAreNotReadAsR4(String members) {
        Chart chart = chart().requests(record("MedicationRequest", "m", members));
        assertThat(chart.deadLetters()).hasSize(1);
        assertThat(chart.finding("recent-cancer-treatment")).isEqualTo(Finding.UNKNOWN);
    }

    @Test
    void anOrderOfDstu2IsNotPassedOver() {
        Chart chart = chart().requests(
                        "{'resourceType':'MedicationOrder','id':'m','patient':{'reference':'Patient/p1'},'status':'active',"
                                + "'medicationCodeableConcept':{'text':'capecitabine'}}");
        assertThat(chart.deadLetters()).containsExactly("wrong-version");
        assertThat(chart.finding("recent-cancer-treatment")).isEqualTo(Finding.UNKNOWN);
    }

    @Test
    void aWarningInTheAnswerIsNotNone() {
        Chart chart = chart().requests(
                        "{'resourceType':'OperationOutcome','issue':[{'severity':'warning','code':'incomplete'}]}");
        assertThat(chart.finding("recent-cancer-treatment")).isEqualTo(Finding.UNKNOWN);
    }
}
