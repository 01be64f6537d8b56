// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Chart.ACTIVE;
import static dev.stemgate.route.Chart.CONFIRMED;
import static dev.stemgate.route.Chart.chart;
import static dev.stemgate.route.Chart.coding;
import static dev.stemgate.route.Chart.condition;
import static dev.stemgate.route.Chart.record;
import static dev.stemgate.route.Chart.request;
import static dev.stemgate.route.Chart.snomed;
import static dev.stemgate.route.Chart.statement;
import static dev.stemgate.route.Chart.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.fhir.read.PatientStanding;
import dev.stemgate.model.Code;
import dev.stemgate.model.Finding;
import dev.stemgate.model.Outcome;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of real data that are easily read wrongly, one method a case: what arrives, and what the shipped model makes of it. */
class HardCasesTest {

    private static final String CANCER = snomed("254837009", "Malignant neoplasm of breast (disorder)");
    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    private static final String ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm";
    private static final String ATC = "http://www.whocc.no/atc";
    /** Capecitabine: an antineoplastic without another use. */
    private static final String CAPECITABINE = coding(ATC, "L01BC06", "capecitabine");

    @Nested
    class WhoIsThePatient {

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
            Chart chart =
                    chart().patient(Chart.WOMAN + ",'link':[{'type':'seealso','other':{'reference':'Patient/p9'}}]");
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
                strings = {
                    "'deceasedBoolean':true",
                    "'deceasedDateTime':'2019'",
                    "'deceasedDateTime':'2019-03-02T08:00:00'"
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
            Chart chart = chart().patient(
                            "'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/patient-animal',"
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

    @Nested
    class StatusAndNegation {

        @ParameterizedTest
        @ValueSource(strings = {"entered-in-error", "refuted", " entered-in-error "})
        void whatIsErroneousOrRefutedDoesNotCountAndIsShown(String verification) {
            Chart chart = chart().conditions(condition(
                    "c", CANCER, "'verificationStatus':{'coding':[{'code':'" + verification + "'}]}"));
            assertThat(chart.finding("active-malignancy")).isEqualTo(Finding.ABSENT);
            assertThat(chart.why("active-malignancy")).contains("does not count");
        }

        @ParameterizedTest
        @ValueSource(strings = {"provisional", "differential", "unconfirmed"})
        void whatIsNotConfirmedIsPossible(String verification) {
            Chart chart = chart().conditions(condition(
                    "c", CANCER, ACTIVE + ",'verificationStatus':{'coding':[{'code':'" + verification + "'}]}"));
            assertThat(chart.finding("active-malignancy")).isEqualTo(Finding.POSSIBLE);
            assertThat(chart.why("active-malignancy")).contains(verification);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "'clinicalStatus':{'coding':[{'code':'active'}]}",
                    "'clinicalStatus':{'coding':[{'code':'active '}]}",
                    "'clinicalStatus':{'coding':[{'code':'recurrence'}]}",
                    "'clinicalStatus':{'coding':[{'code':'relapse'}]}",
                    "'clinicalStatus':{'coding':[{'code':'chronic'}]}",
                    "'clinicalStatus':{'text':'Active'}",
                    "'clinicalStatus':{'coding':[{'system':'http://snomed.info/sct','code':'55561003'}]}"
                })
        void clinicalStatusMissingBareBlankOrIllegalIsActive(String status) {
            assertThat(chart().conditions(condition("c", CANCER, status)).finding("active-malignancy"))
                    .isEqualTo(Finding.PRESENT);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "'abatementDateTime':'2020-02-01'",
                    "'abatementString':'after surgery'",
                    "'abatementAge':{'value':30,'unit':'years','system':'http://unitsofmeasure.org','code':'a'}",
                    "'abatementPeriod':{'start':'2019','end':'2020'}",
                    "'abatementRange':{'low':{'value':20,'unit':'years'},'high':{'value':21,'unit':'years'}}"
                })
        void activeButAbatedIsReviewed(String abatement) {
            Chart chart = chart().conditions(condition("c", CANCER, CONFIRMED + "," + abatement));
            assertThat(chart.finding("active-malignancy")).isEqualTo(Finding.POSSIBLE);
            assertThat(chart.why("active-malignancy")).contains("marked active but abated");
        }

        @Test
        void aCodeAgainstItsDisplayIsReviewed() {
            Chart chart = chart().conditions(condition(
                    "c", snomed("77386006", "Burn of ear"), CONFIRMED + ",'onsetDateTime':'2025-12-01'"));
            assertThat(chart.finding("pregnancy")).isEqualTo(Finding.POSSIBLE);
            assertThat(chart.why("pregnancy")).contains("its code and its display name different things");
        }

        @ParameterizedTest
        @CsvSource({
            "active,PRESENT", "completed,PRESENT", "stopped,PRESENT", "intended,POSSIBLE", "on-hold,POSSIBLE",
            "unknown,POSSIBLE", "current,POSSIBLE", "' ',POSSIBLE", "not-taken,ABSENT", "entered-in-error,ABSENT"
        })
        void theStatusOfAStatementWeighsTheDrug(String status, Finding finding) {
            Chart chart = chart().statements(statement(
                    "m",
                    CAPECITABINE,
                    "'status':'" + status + "','effectivePeriod':{'start':'2025-01-01','end':'2025-03-01'}"));
            assertThat(chart.finding("recent-cancer-treatment")).isEqualTo(finding);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/medicationrequest-status-reason','code':'altchoice','display':'Try another treatment first'}]}",
                    "{'coding':[{'system':'http://snomed.info/sct','code':'182862001','display':'Drug not taken - patient lost tablets'}]}",
                    "{'text':'Patient stopped it herself'}",
                    "{'text':'abgesetzt'}",
                    "{'text':'discontinued by dentist'}"
                })
        void activeWithAStatusReasonThatSaysOtherwiseIsReviewed(String reason) {
            Chart requested = chart().requests(
                            request("m", CAPECITABINE, "'status':'active','intent':'order','statusReason':" + reason));
            assertThat(requested.finding("recent-cancer-treatment")).isEqualTo(Finding.POSSIBLE);
            assertThat(requested.why("recent-cancer-treatment"))
                    .contains("the reason given for its status may say otherwise");
            Chart stated = chart().statements(
                            statement("m", CAPECITABINE, "'status':'active','statusReason':[" + reason + "]"));
            assertThat(stated.finding("recent-cancer-treatment")).isEqualTo(Finding.POSSIBLE);
        }

        @Test
        void activeWithAPeriodThatHasEndedEndedThen() {
            Chart chart = chart().statements(statement(
                    "m",
                    CAPECITABINE,
                    "'status':'active','effectivePeriod':{'start':'2010-01-01','end':'2010-03-01'}"));
            assertThat(chart.finding("recent-cancer-treatment")).isEqualTo(Finding.ABSENT);
        }

        @ParameterizedTest
        @ValueSource(strings = {"active", "stopped", "completed"})
        void aDrugThatIsForbiddenIsNoExposure(String status) {
            Chart chart = chart().requests(request(
                    "m",
                    CAPECITABINE,
                    "'status':'" + status + "','intent':'order','doNotPerform':true,'authoredOn':'2025-10-01'"));
            assertThat(chart.finding("recent-cancer-treatment")).isEqualTo(Finding.ABSENT);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{'coding':[{'system':'http://snomed.info/sct','code':'160245001','display':'No current problems or disability'}]}",
                    "{'coding':[{'system':'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips','code':'no-known-problems'}]}",
                    "{'text':'No known problems'}"
                })
        void noKnownProblemsIsAnAnswer(String code) {
            Chart chart = Chart.empty()
                    .conditions(condition("c", code, ACTIVE))
                    .statements(statement("m", snomed("787481004", "No known medications"), "'status':'active'"));
            assertThat(chart.outcome()).isEqualTo(Outcome.NO_CONTRAINDICATION_FOUND);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{'coding':[{'system':'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips','code':'no-problem-info','display':'No information about problems'}]}",
                    "{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/list-empty-reason','code':'notasked'}]}",
                    "{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/data-absent-reason','code':'masked'}]}",
                    "{'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/data-absent-reason','valueCode':'error'}]}",
                    "{'coding':[{'_code':{'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/data-absent-reason','valueCode':'unknown'}]}}]}"
                })
        void noInformationIsNoAnswer(String code) {
            Chart chart = chart().conditions(condition("c", code, ACTIVE));
            assertThat(chart.finding("active-malignancy")).isEqualTo(Finding.UNKNOWN);
            assertThat(chart.reasons()).contains("Condition/c is masked or gives no information");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{'coding':[{'system':'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips','code':'no-medication-info'}]}",
                    "{'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/data-absent-reason','valueCode':'masked'}]}"
                })
        void aMaskedDrugIsNoAnswer(String drug) {
            Chart chart = chart().statements(statement("m", drug, "'status':'active'"));
            assertThat(chart.finding("recent-cancer-treatment")).isEqualTo(Finding.UNKNOWN);
            assertThat(chart.finding("active-malignancy")).isEqualTo(Finding.ABSENT);
        }

        @Test
        void anEmptyChartClearsNobody() {
            assertThat(Chart.empty().outcome()).isEqualTo(Outcome.INDETERMINATE);
        }

        @ParameterizedTest
        @CsvSource({"remission", "resolved", "inactive"})
        void cancerThatIsOverIsNoActiveCancerAndAsksWhenItsTreatmentEnded(String status) {
            String over = "'clinicalStatus':{'coding':[{'code':'" + status + "'}]},'onsetDateTime':'2001'";
            Chart longAgo = chart().conditions(condition("c", CANCER, over + ",'abatementDateTime':'2004'"));
            assertThat(longAgo.finding("active-malignancy")).isEqualTo(Finding.ABSENT);
            assertThat(longAgo.finding("recent-cancer-treatment")).isEqualTo(Finding.ABSENT);
            Chart undated = chart().conditions(condition("c", CANCER, over));
            assertThat(undated.finding("recent-cancer-treatment")).isEqualTo(Finding.POSSIBLE);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{'coding':[{'system':'http://snomed.info/sct','code':'161744009','display':'Past pregnancy history of miscarriage'}]}",
                    "{'text':'Past pregnancy history of miscarriage'}"
                })
        void pastPregnancyIsNotPregnancy(String code) {
            Chart chart = chart().conditions(condition("c", code, CONFIRMED));
            assertThat(chart.finding("pregnancy")).isNotIn(Finding.PRESENT);
            assertThat(chart.raised()).doesNotContain("active-malignancy", "pregnancy");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{'coding':[{'system':'http://snomed.info/sct','code':'312824007','display':'Family history of cancer of colon'}]}",
                    "{'text':'Family history of cancer of colon'}",
                    "{'coding':[{'system':'http://hl7.org/fhir/sid/icd-10-cm','code':'Z80.0','display':'Family history of malignant neoplasm of digestive organs'}]}"
                })
        void cancerInTheFamilyIsNotThePatients(String code) {
            Chart chart = chart().conditions(condition("c", code, CONFIRMED));
            assertThat(chart.raised())
                    .doesNotContain("active-malignancy", "past-malignancy", "recent-cancer-treatment");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{'coding':[{'system':'http://snomed.info/sct','code':'162573006','display':'Suspected lung cancer'}]}",
                    "{'text':'Suspected lung cancer'}"
                })
        void suspectedCancerIsPossible(String code) {
            assertThat(chart().conditions(condition("c", code, CONFIRMED)).finding("active-malignancy"))
                    .isEqualTo(Finding.POSSIBLE);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "'modifierExtension':[{'url':'http://example.org/stop-type','valueCode':'x'}]",
                    "'implicitRules':'http://example.org/rules'"
                })
        void anUnknownModifierHoldsTheRecord(String modifier) {
            Chart chart = chart().statements(statement("m", CAPECITABINE, "'status':'active'," + modifier));
            assertThat(chart.deadLetters()).containsExactly("unknown-modifier");
            assertThat(chart.finding("recent-cancer-treatment")).isEqualTo(Finding.UNKNOWN);
        }

        @Test
        void securityLabelsOfEveryRecordAreCarried() {
            String label =
                    "'meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'%s'}]}";
            Chart chart = chart().patient(Chart.WOMAN + "," + label.formatted("CEL"))
                    .conditions(condition("c", CANCER, label.formatted("PSY")))
                    .statements(statement("m", CAPECITABINE, "'status':'active'," + label.formatted("ETH")));
            assertThat(chart.screening().securityLabels())
                    .extracting(Code::code)
                    .containsExactlyInAnyOrder("CEL", "PSY", "ETH");
        }

        /** Sepsis stays acute while it is marked active (MODEL §3, class never-stale); pneumonia of 1939 is for review. */
        @ParameterizedTest
        @CsvSource({"91302008,Sepsis (disorder),PRESENT", "233604007,Pneumonia (disorder),POSSIBLE"})
        void anAcuteConditionThatNeverEndedIsNotPassedOver(String code, String display, Finding finding) {
            Chart chart = chart().conditions(
                            condition("c", snomed(code, display), CONFIRMED + ",'onsetDateTime':'1939-06-01'"));
            assertThat(chart.finding("acute-inflammation")).isEqualTo(finding);
        }
    }

    @Nested
    class Codes {

        @Test
        void textAloneRaisesToPossible() {
            Chart chart =
                    chart().conditions(condition("c", text("Large diffuse B-cell lymphoma of the brain"), CONFIRMED));
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
            assertThat(chart().conditions(condition("c", text(words), CONFIRMED))
                            .outcome())
                    .isEqualTo(Outcome.INDETERMINATE);
        }

        @Test
        void aDamagedDisplayDoesNotHideItsCode() {
            Chart chart = chart().conditions(
                            condition("c", coding(ICD_10_CM, "C50.9", "B\uFFFDsartige Neubildung"), CONFIRMED));
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

    @Nested
    class Drugs {

        @Test
        void aPackageCodeAloneIsUnclassified() {
            Chart chart = chart().statements(statement(
                    "m", coding("http://hl7.org/fhir/sid/ndc", "50580-506-02", ""), "'status':'active'"));
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

    @Nested
    class Dates {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '"',
                value = {
                    "'onsetDateTime':'2025-12-01T10:00:00+02:00' | PRESENT",
                    "'onsetDateTime':'2025-12-01T10:00:00Z' | PRESENT",
                    "'onsetDateTime':'2025-12-01T10:00:00' | PRESENT",
                    "'onsetDateTime':'2025' | POSSIBLE",
                    "'onsetDateTime':'2019-04' | POSSIBLE",
                    "'onsetString':'approximately November 2012' | POSSIBLE",
                    "'onsetAge':{'value':35,'unit':'years','system':'http://unitsofmeasure.org','code':'a'} | POSSIBLE",
                    "'onsetPeriod':{'start':'2025-12-01'} | PRESENT",
                    "'onsetPeriod':{'start':'2025-11-01','end':'2025-11-20'} | POSSIBLE",
                    "'onsetRange':{'low':{'value':20,'unit':'years'},'high':{'value':35,'unit':'years'}} | POSSIBLE"
                })
        void onsetsOfEveryTypeAreRead(String onset, Finding finding) {
            assertThat(chart().conditions(condition(
                                    "c", snomed("233604007", "Pneumonia (disorder)"), CONFIRMED + "," + onset))
                            .finding("acute-inflammation"))
                    .isEqualTo(finding);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "'onsetDateTime':'not a date'",
                    "'onsetDateTime':'{{onset_date}}'",
                    "'onsetDateTime':'2019-03-02T16: 09: 08'",
                    "'recordedDate':'02.03.2019'",
                    "'abatementDateTime':'2019-02-30'",
                    "'onsetDateTime':20190302"
                })
        void aDateThatIsNoneCostsThatRecordAndItsCodeStillCounts(String date) {
            Chart chart = chart().conditions(condition("c", CANCER, CONFIRMED + "," + date));
            assertThat(chart.deadLetters()).containsExactly("unreadable");
            assertThat(chart.finding("active-malignancy")).isEqualTo(Finding.PRESENT);
            assertThat(chart.finding("hiv")).isEqualTo(Finding.UNKNOWN);
        }
    }

    @Nested
    class Transport {

        @Test
        void malformedNarrativeDoesNoHarm() {
            Chart chart = chart().conditions(condition(
                    "c", CANCER, CONFIRMED + ",'text':{'status':'??','div':'<div><p>open & broken'}"));
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
}
