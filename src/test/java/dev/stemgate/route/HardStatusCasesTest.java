// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static dev.stemgate.route.Chart.ACTIVE;
import static dev.stemgate.route.Chart.CONFIRMED;
import static dev.stemgate.route.Chart.chart;
import static dev.stemgate.route.Chart.coding;
import static dev.stemgate.route.Chart.condition;
import static dev.stemgate.route.Chart.request;
import static dev.stemgate.route.Chart.snomed;
import static dev.stemgate.route.Chart.statement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.Code;
import dev.stemgate.model.Finding;
import dev.stemgate.model.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hard cases, "Status, verification, negation": what arrives, and what the shipped model makes of it, one method a case. */
class HardStatusCasesTest {

    private static final String CANCER = snomed("254837009", "Malignant neoplasm of breast (disorder)");
    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    /** Capecitabine: an antineoplastic without another use. */
    private static final String CAPECITABINE = coding("http://www.whocc.no/atc", "L01BC06", "capecitabine");

    @ParameterizedTest
    @ValueSource(strings = {"entered-in-error", "refuted", " entered-in-error "})
    void whatIsErroneousOrRefutedDoesNotCountAndIsShown(String verification) {
        Chart chart = chart().conditions(
                        condition("c", CANCER, "'verificationStatus':{'coding':[{'code':'" + verification + "'}]}"));
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
        Chart chart = chart().conditions(
                        condition("c", snomed("77386006", "Burn of ear"), CONFIRMED + ",'onsetDateTime':'2025-12-01'"));
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
        Chart stated =
                chart().statements(statement("m", CAPECITABINE, "'status':'active','statusReason':[" + reason + "]"));
        assertThat(stated.finding("recent-cancer-treatment")).isEqualTo(Finding.POSSIBLE);
    }

    @Test
    void activeWithAPeriodThatHasEndedEndedThen() {
        Chart chart = chart().statements(statement(
                "m", CAPECITABINE, "'status':'active','effectivePeriod':{'start':'2010-01-01','end':'2010-03-01'}"));
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
        assertThat(chart.raised()).doesNotContain("active-malignancy", "past-malignancy", "recent-cancer-treatment");
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
        Chart chart =
                chart().conditions(condition("c", snomed(code, display), CONFIRMED + ",'onsetDateTime':'1939-06-01'"));
        assertThat(chart.finding("acute-inflammation")).isEqualTo(finding);
    }
}
