// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Chart.CONFIRMED;
import static dev.stemgate.route.Chart.chart;
import static dev.stemgate.route.Chart.coding;
import static dev.stemgate.route.Chart.condition;
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

/** Hard cases, "Codes": what arrives, and what the shipped model makes of it, one method a case. */
class HardCodeCasesTest {

    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    private static final String ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm";

    @Test
    void textAloneRaisesToPossible() {
        Chart chart = chart().conditions(condition("c", text("Large diffuse B-cell lymphoma of the brain"), CONFIRMED));
        assertThat(chart.finding("active-malignancy")).isEqualTo(Finding.POSSIBLE);
        assertThat(chart.why("active-malignancy")).contains("only its words match");
    }

    @Test
    void aLongNoteIsReadAndNeverPassesSilently() {
        String note = "Seen in clinic today. ".repeat(30);
        assertThat(chart().conditions(condition("c", text(note + "Known HIV infection, on treatment."), CONFIRMED))
                        .finding("hiv"))
                .isEqualTo(Finding.POSSIBLE);
        Chart silent = chart().conditions(condition("c", text(note), CONFIRMED));
        assertThat(silent.finding("active-malignancy")).isEqualTo(Finding.UNKNOWN);
        assertThat(silent.screening().toClassify()).hasSize(1);
    }

    @Test
    void manyCodingsOfOneConditionAreOnePieceOfEvidence() {
        Chart chart = chart().conditions(condition(
                "c",
                "{'coding':[{'system':'urn:oid:1.2.3.4','code':'LOC1','display':'local'},"
                        + "{'system':'http://hl7.org/fhir/sid/icd-10-cm','code':'C50.911'},"
                        + "{'system':'http://snomed.info/sct','code':'254837009'},"
                        + "{'system':'http://snomed.info/sct','code':'224355006'},"
                        + "{'system':'http://hl7.org/fhir/sid/icd-9-cm','code':'174.9'}]}",
                CONFIRMED));
        assertThat(chart.finding("active-malignancy")).isEqualTo(Finding.PRESENT);
        assertThat(chart.screening().toClassify()).isEmpty();
        assertThat(chart.screening().criteria().get(0).evidence()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "http://hl7.org/fhir/sid/icd-9-cm,042,hiv",
        "urn:oid:2.16.840.1.113883.6.103,042,hiv",
        "urn:oid:2.16.840.1.113883.6.90,B20,hiv",
        "urn:oid:2.16.840.1.113883.6.3,B24,hiv",
        "urn:oid:2.16.840.1.113883.6.96,86406008,hiv",
        "2.16.840.1.113883.6.96,86406008,hiv",
        "http: //snomed.info/sct ,86406008,hiv",
        "http://snomed.info/sct/731000124108,86406008,hiv",
        "http://fhir.de/CodeSystem/bfarm/icd-10-gm,C50.9,active-malignancy",
        "http://fhir.de/CodeSystem/dimdi/icd-10-gm,C50.9,active-malignancy",
        "http://hl7.org/fhir/sid/icd-10-nl,C50.9,active-malignancy",
        "urn:oid:2.16.840.1.113883.6.3.2,C50.9,active-malignancy",
        "https://termgit.elga.gv.at/CodeSystem/icd-10-bmg-2024,C50.9,active-malignancy",
        "http://www.saude.gov.br/fhir/r4/CodeSystem/BRCID10,C50.9,active-malignancy"
    })
    void systemsAreKnownByTheirOtherNames(String system, String code, String criterion) {
        assertThat(chart().conditions(condition("c", coding(system, code, ""), CONFIRMED))
                        .finding(criterion))
                .isEqualTo(Finding.PRESENT);
    }

    @ParameterizedTest
    @CsvSource({
        "http://hospital.example/problems,XYZ-1",
        "urn:oid:1.2.3.4.5,77",
        "http://snomed.info/sct,999999999",
        "http://id.who.int/icd/release/11/mms,BA41.Z&XA7RE3",
        "http://hl7.org/fhir/sid/icd-10-cm,not-a-code",
        "ICD,C50.9"
    })
    void whatNoListKnowsIsUnclassifiedAndCounted(String system, String code) {
        Chart chart = chart().conditions(condition("c", coding(system, code, ""), CONFIRMED));
        assertThat(chart.screening().toClassify())
                .extracting(one -> one.code().code())
                .containsExactly(code);
        assertThat(chart.finding("active-malignancy")).isEqualTo(Finding.UNKNOWN);
        assertThat(chart.outcome()).isEqualTo(Outcome.INDETERMINATE);
    }

    @Test
    void twoCodesInOneElementBothCount() {
        Chart chart = chart().conditions(
                        condition(
                                "c",
                                coding("http://hl7.org/fhir/sid/icd-10", "A54.4† M73.04*", ""),
                                CONFIRMED + ",'onsetDateTime':'2025-12-20'"),
                        condition("d", coding("http://hl7.org/fhir/sid/icd-10", "M49.5* C79.5†", ""), CONFIRMED));
        assertThat(chart.screening().toClassify()).isEmpty();
        assertThat(chart.raised()).contains("acute-inflammation");
        assertThat(chart.finding("active-malignancy")).isEqualTo(Finding.PRESENT);
    }

    @ParameterizedTest
    @CsvSource({
        "'{''coding'':[{''system'':''http://snomed.info/sct''}]}'",
        "'{''coding'':[{''system'':''http://snomed.info/sct'',''display'':''some local words''}]}'",
        "'{''coding'':[{''system'':''http://snomed.info/sct'',''code'':'' ''}],''text'':''some words''}'",
        "'{''coding'':[{}]}'",
        "'{}'"
    })
    void aCodingWithoutACodeNeverPassesSilently(String code) {
        Chart chart = chart().conditions(condition("c", code, CONFIRMED));
        assertThat(chart.finding("active-malignancy")).isEqualTo(Finding.UNKNOWN);
        assertThat(chart.outcome()).isEqualTo(Outcome.INDETERMINATE);
    }

    @Test
    void aConditionWithoutACodeNeverPassesSilently() {
        Chart chart = chart().conditions(record("Condition", "c", CONFIRMED));
        assertThat(chart.finding("active-malignancy")).isEqualTo(Finding.UNKNOWN);
    }

    @Test
    void aCodingThatIsAbsentBesideATextIsReadByItsWords() {
        Chart chart = chart().conditions(condition(
                "c",
                "{'coding':[{'extension':[{'url':'" + ABSENT
                        + "','valueCode':'unknown'}]}],'text':'Acute myeloid leukaemia'}",
                CONFIRMED));
        assertThat(chart.finding("active-malignancy")).isEqualTo(Finding.POSSIBLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Schizophr\uFFFDnie", "Karzinom der Brustdr\uFFFDse", "L\uFFFDuk\uFFFDmie"})
    void damagedCharactersNeverPassSilently(String words) {
        assertThat(chart().conditions(condition("c", text(words), CONFIRMED)).outcome())
                .isEqualTo(Outcome.INDETERMINATE);
    }

    @Test
    void aDamagedDisplayDoesNotHideItsCode() {
        Chart chart =
                chart().conditions(condition("c", coding(ICD_10_CM, "C50.9", "B\uFFFDsartige Neubildung"), CONFIRMED));
        assertThat(chart.finding("active-malignancy")).isEqualTo(Finding.PRESENT);
    }

    @ParameterizedTest
    @CsvSource({"718-7,Hemoglobin [Mass/volume] in Blood", "2345-7,Glucose", "1975-2,''"})
    void aLaboratoryCodeIsNoDrug(String code, String display) {
        Chart chart =
                chart().statements(statement("m", coding("http://loinc.org", code, display), "'status':'active'"));
        assertThat(chart.finding("recent-cancer-treatment")).isEqualTo(Finding.UNKNOWN);
        assertThat(chart.screening().toClassify()).hasSize(1);
    }
}
