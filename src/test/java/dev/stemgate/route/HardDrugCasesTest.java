// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Chart.chart;
import static dev.stemgate.route.Chart.coding;
import static dev.stemgate.route.Chart.record;
import static dev.stemgate.route.Chart.statement;
import static dev.stemgate.route.Chart.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.Finding;
import dev.stemgate.model.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hard cases, "Medication shapes": what arrives, and what the shipped model makes of it, one method a case. */
class HardDrugCasesTest {

    /** Capecitabine: an antineoplastic without another use. */
    private static final String CAPECITABINE = coding("http://www.whocc.no/atc", "L01BC06", "capecitabine");

    @Test
    void aPackageCodeAloneIsUnclassified() {
        Chart chart = chart().statements(
                        statement("m", coding("http://hl7.org/fhir/sid/ndc", "50580-506-02", ""), "'status':'active'"));
        assertThat(chart.finding("recent-cancer-treatment")).isEqualTo(Finding.UNKNOWN);
        assertThat(chart.outcome()).isEqualTo(Outcome.INDETERMINATE);
    }

    @ParameterizedTest
    @CsvSource({
        "http://www.whocc.no/atc,L01BC06,PRESENT",
        "urn:oid:2.16.840.1.113883.6.73,L01BC06,PRESENT",
        "http://fhir.de/CodeSystem/bfarm/atc,L01BC06,PRESENT",
        "http://www.nlm.nih.gov/research/umls/rxnorm,194000,PRESENT",
        "urn:oid:2.16.840.1.113883.6.88,194000,PRESENT"
    })
    void ingredientsAndClassesAreKnownByCode(String system, String code, Finding finding) {
        assertThat(chart().statements(statement("m", coding(system, code, ""), "'status':'active'"))
                        .finding("recent-cancer-treatment"))
                .isIn(finding, Finding.POSSIBLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "thiotepa",
                "Fluorouracil 2500 mg + oxaliplatin 150 mg in glucose 5 %",
                "Capecitabine 500mg tabs",
                "R-CHOP: cyclophosphamide, doxorubicin, vincristine"
            })
    void textAndMixturesAreReadByTheirIngredients(String words) {
        assertThat(chart().statements(statement("m", text(words), "'status':'active'"))
                        .finding("recent-cancer-treatment"))
                .isEqualTo(Finding.POSSIBLE);
    }

    @Test
    void aLocalProductNameIsUnclassified() {
        Chart chart = chart().statements(statement(
                "m", coding("http://local.example", "4711", "Zaubertrank forte"), "'status':'active'"));
        assertThat(chart.finding("recent-cancer-treatment")).isEqualTo(Finding.UNKNOWN);
    }

    @Test
    void ingredientsWithoutAProductCodeCount() {
        Chart chart = chart().statements(record(
                "MedicationStatement",
                "m",
                "'status':'active','medicationReference':{'reference':'#d'},'contained':[{'resourceType':'Medication','id':'d',"
                        + "'ingredient':[{'itemCodeableConcept':{'text':'thiotepa'}}]}]"));
        assertThat(chart.finding("recent-cancer-treatment")).isEqualTo(Finding.POSSIBLE);
    }

    @Test
    void aSubstanceReferredToAsIngredientCounts() {
        Chart chart = chart().statements(
                        record(
                                "MedicationStatement",
                                "m",
                                "'status':'active','medicationReference':{'reference':'#d'},'contained':[{'resourceType':'Substance','id':'s','code':"
                                        + CAPECITABINE
                                        + "},{'resourceType':'Medication','id':'d','ingredient':[{'itemReference':{'reference':'#s'}}]}]"));
        assertThat(chart.finding("recent-cancer-treatment")).isEqualTo(Finding.PRESENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'reference':'https://other.example/fhir/Medication/9'}",
                "{'reference':'urn:uuid:0b5a7a3e-6a0c-4b7e-9d0e-2f8f6d5c1a11'}",
                "{'reference':'#nowhere'}",
                "{'reference':'Medication/gone'}",
                "{'identifier':{'system':'urn:x','value':'9'}}",
                "{'display':'Some drug'}"
            })
    void aDrugThatIsNotFoundIsUnknownAndNoOtherServerIsAsked(String reference) {
        Chart chart = chart().requests(record(
                "MedicationRequest", "m", "'status':'active','intent':'order','medicationReference':" + reference));
        assertThat(chart.finding("recent-cancer-treatment")).isEqualTo(Finding.UNKNOWN);
        assertThat(chart.record().medicationsToRead()).allMatch("gone"::equals);
    }

    @Test
    void theDisplayOfADrugThatIsNotFoundRaises() {
        Chart chart = chart().requests(record(
                "MedicationRequest",
                "m",
                "'status':'active','intent':'order','medicationReference':{'display':'Capecitabine 500 mg'}"));
        assertThat(chart.finding("recent-cancer-treatment")).isEqualTo(Finding.POSSIBLE);
    }
}
