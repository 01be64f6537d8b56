// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Chart.CONFIRMED;
import static dev.stemgate.route.Chart.chart;
import static dev.stemgate.route.Chart.condition;
import static dev.stemgate.route.Chart.snomed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.fhir.read.PatientStanding;
import dev.stemgate.model.Finding;
import dev.stemgate.model.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hard cases, "Who is the patient": what arrives, and what the shipped model makes of it, one method a case. */
class HardPatientCasesTest {

    private static final String CANCER = snomed("254837009", "Malignant neoplasm of breast (disorder)");
    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'display':'Someone'}",
                "{'reference':'Patient/p2'}",
                "{'reference':'https://other.example/fhir/Patient/p1'}",
                "{'reference':'urn:uuid:0b5a7a3e-6a0c-4b7e-9d0e-2f8f6d5c1a11'}",
                "{'identifier':{'value':'77'}}",
                "{'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/data-absent-reason','valueCode':'masked'}]}"
            })
    void aSubjectThatIsNotCertainCostsThatRecordAndMakesTheKindIncomplete(String subject) {
        Chart chart = chart().conditions(
                        "{'resourceType':'Condition','id':'c','code':" + CANCER + ",'subject':" + subject + "}");
        assertThat(chart.deadLetters()).containsExactly("unresolved-subject");
        assertThat(chart.finding("active-malignancy")).isEqualTo(Finding.UNKNOWN);
        assertThat(chart.outcome()).isEqualTo(Outcome.INDETERMINATE);
    }

    @Test
    void anIdentifierWithSystemAndValueNamesTheSubject() {
        Chart chart = chart().patient(Chart.WOMAN + ",'identifier':[{'system':'urn:mrn','value':'77'}]")
                .conditions("{'resourceType':'Condition','id':'c'," + CONFIRMED + ",'code':" + CANCER
                        + ",'subject':{'identifier':{'system':'urn:mrn','value':'77'}}}");
        assertThat(chart.finding("active-malignancy")).isEqualTo(Finding.PRESENT);
    }

    @Test
    void theAddressThatTheServerGaveThePatientNamesTheSubject() {
        String inner = "http://10.0.0.7:8080/fhir/Patient/p1";
        Chart chart = chart().patientAt(inner)
                .conditions(condition("c", CANCER, CONFIRMED).replace("Patient/p1", inner));
        assertThat(chart.finding("active-malignancy")).isEqualTo(Finding.PRESENT);
    }

    @Test
    void anInactivePatientWithASurvivorIsMerged() {
        Chart chart = chart().patient(Chart.WOMAN
                + ",'active':false,'link':[{'type':'replaced-by','other':{'reference':'Patient/p9'}}]");
        assertThat(chart.record().standing()).isEqualTo(new PatientStanding.MergedInto("p9"));
    }

    @Test
    void seeAlsoIsNoMerge() {
        Chart chart = chart().patient(Chart.WOMAN + ",'link':[{'type':'seealso','other':{'reference':'Patient/p9'}}]");
        assertThat(chart.record().standing()).isEqualTo(new PatientStanding.Found());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",'link':[{'type':'replaced-by','other':{'display':'other record'}}]"})
    void anInactivePatientWithoutAKnownSurvivorIsIndeterminate(String link) {
        assertThat(chart().patient(Chart.WOMAN + ",'active':false" + link).outcome())
                .isEqualTo(Outcome.INDETERMINATE);
    }

    @Test
    void aLinkToItselfIsNoSurvivor() {
        Chart chart = chart().patient(Chart.WOMAN
                + ",'active':false,'link':[{'type':'replaced-by','other':{'reference':'Patient/p1'}}]");
        assertThat(chart.record().standing()).isEqualTo(new PatientStanding.Found());
        assertThat(chart.outcome()).isEqualTo(Outcome.INDETERMINATE);
    }

    @Test
    void anotherIdThanAskedIsAnotherPatient() {
        Chart chart = chart().wholePatient("{'resourceType':'Patient','id':'p2'," + Chart.WOMAN + "}");
        assertThat(chart.record().standing()).isEqualTo(new PatientStanding.WrongPatient("p2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'deceasedBoolean':true", "'deceasedDateTime':'2019'", "'deceasedDateTime':'2019-03-02T08:00:00'"
            })
    void theDeadAreNotScreenedWhateverTheirRecordSays(String deceased) {
        Chart chart = chart().patient(Chart.WOMAN + "," + deceased).conditions(condition("c", CANCER, CONFIRMED));
        assertThat(chart.outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
        assertThat(chart.screening().qualifier()).isEqualTo("deceased");
        assertThat(chart.screening().criteria()).isEmpty();
    }

    @Test
    void deceasedFalseIsAlive() {
        assertThat(chart().patient(Chart.WOMAN + ",'deceasedBoolean':false").outcome())
                .isNotEqualTo(Outcome.NOT_APPLICABLE);
    }

    @Test
    void anAnimalIsNoHumanResult() {
        Chart chart = chart().patient("'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/patient-animal',"
                + "'extension':[{'url':'species','valueCodeableConcept':{'text':'Dog'}}]}]");
        assertThat(chart.screening().qualifier()).isEqualTo("not-human");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'gender':'female' | UNKNOWN",
                "'birthDate':'1981' | POSSIBLE",
                "'birthDate':'1979' | PRESENT",
                "'_birthDate':{'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/data-absent-reason','valueCode':'masked'}]} | UNKNOWN"
            })
    void birthDatesMayBeMissingCoarseOrMasked(String members, Finding age) {
        assertThat(chart().patient(members).finding("age-45-or-over")).isEqualTo(age);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'gender':'other'", "'gender':'unknown'", "'active':true", "'gender':'X'"})
    void anyoneWhoIsNotMaleMayBePregnant(String gender) {
        Chart chart = chart().patient(gender + ",'birthDate':'1990','name':[{'text':'Łucja 山田'}]")
                .conditions(condition(
                        "c",
                        snomed("72892002", "Normal pregnancy (finding)"),
                        CONFIRMED + ",'onsetDateTime':'2025-11-01'"));
        assertThat(chart.finding("pregnancy")).isEqualTo(Finding.PRESENT);
    }

    @Test
    void twoVersionsOfOneRecordCountAsTheNewer() {
        Chart chart = chart().conditions(
                        condition(
                                "c",
                                CANCER,
                                "'meta':{'versionId':'2'},'verificationStatus':{'coding':[{'code':'entered-in-error'}]}"),
                        condition("c", CANCER, "'meta':{'versionId':'1'}," + CONFIRMED));
        assertThat(chart.finding("active-malignancy")).isEqualTo(Finding.ABSENT);
        assertThat(chart.record().facts().conditions()).hasSize(2);
    }

    @Test
    void twoContentsOfOneRecordWithoutVersionsBothCount() {
        Chart chart = chart().conditions(
                        condition("c", CANCER, CONFIRMED),
                        condition("c", CANCER, "'verificationStatus':{'coding':[{'code':'refuted'}]}"));
        assertThat(chart.finding("active-malignancy")).isEqualTo(Finding.PRESENT);
    }

    @Test
    void recordsWithoutIdsCount() {
        Chart chart = chart().conditions(
                        condition("c", CANCER, CONFIRMED).replace("'id':'c',", ""),
                        condition(
                                        "c",
                                        snomed("86406008", "Human immunodeficiency virus infection (disorder)"),
                                        CONFIRMED)
                                .replace("'id':'c',", ""));
        assertThat(chart.finding("active-malignancy")).isEqualTo(Finding.PRESENT);
        assertThat(chart.finding("hiv")).isEqualTo(Finding.PRESENT);
    }
}
