// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import static dev.stemgate.terminology.ShippedLists.ATC;
import static dev.stemgate.terminology.ShippedLists.ICD_10;
import static dev.stemgate.terminology.ShippedLists.ICD_9_CM;
import static dev.stemgate.terminology.ShippedLists.LOINC;
import static dev.stemgate.terminology.ShippedLists.RXNORM;
import static dev.stemgate.terminology.ShippedLists.SNOMED;
import static dev.stemgate.terminology.ShippedLists.clinical;
import static dev.stemgate.terminology.ShippedLists.drug;
import static dev.stemgate.terminology.ShippedLists.role;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeFormsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:oid:2.16.840.1.113883.6.90",
                "2.16.840.1.113883.6.90",
                "http://hl7.org/fhir/sid/icd-10-cm",
                "https://HL7.org/fhir/sid/icd-10-cm/",
                " http://hl7.org/fhir/sid/icd-10 -cm ",
                "http://hl7.org/fhir/sid/icd-10-cm|2026",
                "urn:oid:2.16.840.1.113883.6.3",
                "http://fhir.de/CodeSystem/bfarm/icd-10-gm",
                "http://hl7.org/fhir/sid/icd-10-nl",
                "http://hl7.org/fhir/sid/icd-10-am",
                "https://terminologia.saude.gov.br/fhir/CodeSystem/BRCID10",
                "ICD-10",
                "I10C"
            })
    void everyNameOfIcd10IsUnderstood(String system) {
        assertThat(role(clinical(system, "C50.9"), "active-malignancy")).contains(Role.INCLUDE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:oid:2.16.840.1.113883.6.96",
                "http://snomed.info/sct/731000124108",
                "http://snomed.info/sct/900000000000207008/version/20240101",
                "SNOMED-CT",
                "SCT"
            })
    void everyNameOfSnomedIsUnderstood(String system) {
        assertThat(role(clinical(system, "254837009"), "active-malignancy")).contains(Role.INCLUDE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"C50.9", "c50.9", "C509", " C50.9 ", "C 50.9", "C50.9†", "C50.9*", "C50.9+", "C50.9!", "C50.-"})
    void oneIcdCodeIsReadInEveryForm(String code) {
        assertThat(role(clinical(ICD_10, code), "active-malignancy")).contains(Role.INCLUDE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"C50.9† E11.9*", "C50.9,E11.9", "E11.9 C50.9", "C50.9/E11.9"})
    void twoCodesInOneElementBothCount(String code) {
        Classification found = clinical(ICD_10, code);

        assertThat(role(found, "active-malignancy")).contains(Role.INCLUDE);
        assertThat(role(found, "diabetes")).contains(Role.INCLUDE);
    }

    @Test
    void daggerAndAsteriskOfPublishedDataAreClassified() {
        assertThat(clinical(ICD_10, "A54.4† M73.04*").standing()).isEqualTo(Classification.Standing.CLASSIFIED);
    }

    @ParameterizedTest
    @CsvSource({"BA41.Z&XA7RE3", "C5", "50.9", "cancer", "C50.12345", "C00-C97", "I10 E1"})
    void aMalformedIcdCodeIsUnclassified(String code) {
        assertThat(clinical(ICD_10, code).standing()).isEqualTo(Classification.Standing.UNCLASSIFIED);
    }

    @Test
    void aWellFormedIcdCodeThatNoRuleNamesIsClassified() {
        Classification found = clinical(ICD_10, "L60.0");

        assertThat(found.standing()).isEqualTo(Classification.Standing.CLASSIFIED);
        assertThat(found.matches()).isEmpty();
    }

    @Test
    void proceduresOfIcd9AreNotTakenForDiagnoses() {
        assertThat(clinical(ICD_9_CM, "99.25").standing()).isEqualTo(Classification.Standing.UNCLASSIFIED);
        assertThat(clinical("urn:oid:2.16.840.1.113883.6.104", "9925").standing())
                .isEqualTo(Classification.Standing.UNCLASSIFIED);
    }

    @Test
    void oneConceptWithTwoAtcCodesIsTwoDrugs() {
        Classification found =
                drug(Concept.of(new Code(ATC, "B01AA03", "warfarin"), new Code(ATC, "L04AX01", "azathioprine")));

        assertThat(ShippedLists.criteria(found)).contains("antithrombotic-therapy", "immunosuppressant-therapy");
    }

    @Test
    void aCodeInTheWrongPlaceIsUnknownThere() {
        assertThat(drug(LOINC, "718-7", "Hemoglobin").standing()).isEqualTo(Classification.Standing.UNCLASSIFIED);
        assertThat(drug(SNOMED, "40095003", "Injury of kidney").standing())
                .isEqualTo(Classification.Standing.UNCLASSIFIED);
        assertThat(drug(ICD_10, "C50.9", "").matches()).isEmpty();
        assertThat(clinical(ATC, "L01AA01", "").standing()).isEqualTo(Classification.Standing.UNCLASSIFIED);
        assertThat(clinical(RXNORM, "596", "Alprazolam").standing()).isEqualTo(Classification.Standing.UNCLASSIFIED);
    }

    @Test
    void aKnownIrrelevantCodeIsClassifiedWithoutMatch() {
        Classification found = clinical(SNOMED, "40095003", "Injury of kidney (disorder)");

        assertThat(found.standing()).isEqualTo(Classification.Standing.CLASSIFIED);
        assertThat(found.matches()).isEmpty();
    }

    @Test
    void aCodingWithoutCodeOrSystemIsUnknown() {
        assertThat(clinical(SNOMED, "").standing()).isEqualTo(Classification.Standing.UNCLASSIFIED);
        assertThat(clinical("", "254837009").standing()).isEqualTo(Classification.Standing.UNCLASSIFIED);
    }
}
