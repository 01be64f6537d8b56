// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.ClinicalStatus;
import dev.stemgate.model.Code;
import dev.stemgate.model.ConditionFact;
import dev.stemgate.model.DateRange;
import dev.stemgate.model.MedicationFact;
import dev.stemgate.model.Person;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.Sex;
import dev.stemgate.model.VerificationStatus;
import dev.stemgate.model.When;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactMapperTest {

    private static final String ABSENT =
            "{'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/data-absent-reason','valueCode':'masked'}]}";

    @Test
    void aConditionIsExtractedWhole() {
        ConditionFact fact = condition("'meta':{'versionId':'4','security':[{'system':'s','code':'R'}]},"
                + "'clinicalStatus':{'coding':[{'code':'remission '}]},"
                + "'verificationStatus':{'coding':[{'system':'x','code':'refuted'}]},"
                + "'category':[{'coding':[{'code':'encounter-diagnosis'}]}],"
                + "'code':{'coding':[{'system':'a','code':'1','display':'d'},{'system':'b','code':'2'}],'text':'t'},"
                + "'onsetDateTime':'2020-03','abatementString':'last year','recordedDate':'2020-05-01T23:30:00-08:00'");
        assertThat(fact.ref().versioned()).isEqualTo("Condition/1/_history/4");
        assertThat(fact.clinicalStatus()).isEqualTo(ClinicalStatus.REMISSION);
        assertThat(fact.verificationStatus()).isEqualTo(VerificationStatus.REFUTED);
        assertThat(fact.encounterDiagnosis()).isTrue();
        assertThat(fact.code().codings()).containsExactly(new Code("a", "1", "d"), new Code("b", "2", ""));
        assertThat(fact.code().text()).isEqualTo("t");
        assertThat(fact.onset()).contains(new When.Dated(DateRange.month(YearMonth.of(2020, 3))));
        assertThat(fact.abatement()).contains(new When.Worded("last year"));
        assertThat(fact.recordedDate()).contains(DateRange.day(LocalDate.of(2020, 5, 1)));
        assertThat(fact.securityLabels()).containsExactly(new Code("s", "R", ""));
    }

    @Test
    void whatIsMissingOrIllegalIsMissing() {
        ConditionFact fact = condition("'clinicalStatus':{'coding':[{'code':'ongoing'}]},'_onsetDateTime':" + ABSENT);
        assertThat(fact.clinicalStatus()).isEqualTo(ClinicalStatus.MISSING);
        assertThat(fact.verificationStatus()).isEqualTo(VerificationStatus.MISSING);
        assertThat(fact.code().isEmpty()).isTrue();
        assertThat(fact.onset()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "52,a,,P52Y,P52Y",
        "6,mo,,P6M,P6M",
        "18,mo,,P1Y6M,P1Y6M",
        "3,wk,,P21D,P21D",
        "10,d,,P10D,P10D",
        "1.5,a,,P1Y6M,P1Y6M",
        "0.3,a,,P3M,P4M",
        "40,a,<,P0D,P40Y",
        "40,a,>=,P40Y,P150Y"
    })
    void agesAreReadInTheirUnits(String value, String unit, String comparator, Period youngest, Period oldest) {
        String word = comparator == null ? "" : ",'comparator':'" + comparator + "'";
        assertThat(condition("'onsetAge':{'value':" + value + ",'system':'http://unitsofmeasure.org','code':'" + unit
                                + "'" + word + "}")
                        .onset())
                .contains(new When.AtAge(youngest, oldest));
    }

    @Test
    void rangesPeriodsAndUnknownUnitsAreRead() {
        assertThat(condition("'onsetRange':{'low':{'value':30,'code':'a'},'high':{'value':40,'unit':'years'}}")
                        .onset())
                .contains(new When.AtAge(Period.ofYears(30), Period.ofYears(40)));
        assertThat(condition("'onsetRange':{'high':{'value':40,'code':'a'}}").onset())
                .contains(new When.AtAge(Period.ZERO, Period.ofYears(40)));
        assertThat(condition("'onsetAge':{'value':40}").onset()).contains(new When.Worded("40"));
        assertThat(condition("'onsetPeriod':{'start':'2019','end':'2020-01-02'}")
                        .onset())
                .contains(new When.Span(
                        Optional.of(DateRange.year(Year.of(2019))),
                        Optional.of(DateRange.day(LocalDate.of(2020, 1, 2)))));
    }

    @Test
    void maskedCodesSaySo() {
        assertThat(condition("'code':" + ABSENT).code().absentReason()).isEqualTo("masked");
        assertThat(condition("'code':{'coding':[{'system':'x','_code':" + ABSENT + "}],'text':'t'}")
                        .code()
                        .absentReason())
                .isEqualTo("masked");
        assertThat(condition(
                                "'code':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/data-absent-reason','code':'unknown'}]}")
                        .code()
                        .absentReason())
                .isEqualTo("unknown");
    }

    @Test
    void aStatementIsExtractedWhole() {
        MedicationFact fact = medication(
                RecordKind.MEDICATION_STATEMENT,
                Pages.statement(
                        "1",
                        "'status':'not-taken','medicationCodeableConcept':{'text':'aspirin'},"
                                + "'effectivePeriod':{'start':'2020-01-01'},'dateAsserted':'2021','reasonCode':[{'text':'pain'}]"));
        assertThat(fact.kind()).isEqualTo(MedicationFact.Kind.STATEMENT);
        assertThat(fact.status()).isEqualTo(MedicationFact.Status.NOT_TAKEN);
        assertThat(fact.intent()).isEqualTo(MedicationFact.Intent.NONE);
        assertThat(fact.resolved()).isTrue();
        assertThat(fact.effective())
                .contains(new When.Span(Optional.of(DateRange.day(LocalDate.of(2020, 1, 1))), Optional.empty()));
        assertThat(fact.dateAsserted()).contains(DateRange.year(Year.of(2021)));
        assertThat(fact.reasons()).extracting(concept -> concept.text()).containsExactly("pain");
    }

    @Test
    void aRequestIsExtractedWhole() {
        MedicationFact fact = medication(
                RecordKind.MEDICATION_REQUEST,
                Pages.request(
                        "1",
                        "'status':'on-hold','intent':'filler-order','doNotPerform':true,"
                                + "'medicationReference':{'reference':'#m'},'authoredOn':'2020-01-01T00:00:00Z',"
                                + "'contained':[{'resourceType':'Medication','id':'m','code':{'text':'mix'},'ingredient':["
                                + "{'itemCodeableConcept':{'text':'a'}},{'itemReference':{'reference':'#s'}}]},"
                                + "{'resourceType':'Substance','id':'s','code':{'text':'b'}}],"
                                + "'dispenseRequest':{'validityPeriod':{'end':'2020-06-30'},'numberOfRepeatsAllowed':3,"
                                + "'expectedSupplyDuration':{'value':4,'unit':'weeks','code':'wk'},'performer':{'reference':'x'}}"));
        assertThat(fact.status()).isEqualTo(MedicationFact.Status.ON_HOLD);
        assertThat(fact.intent()).isEqualTo(MedicationFact.Intent.ORDER);
        assertThat(fact.doNotPerform()).isTrue();
        assertThat(fact.drugs()).extracting(concept -> concept.text()).containsExactly("mix", "a", "b");
        assertThat(fact.resolved()).isTrue();
        assertThat(fact.authoredOn()).contains(DateRange.day(LocalDate.of(2020, 1, 1)));
        assertThat(fact.validityEnd()).contains(DateRange.day(LocalDate.of(2020, 6, 30)));
        assertThat(fact.expectedSupply()).contains(Duration.ofDays(28));
        assertThat(fact.repeats()).isEqualTo(3);
    }

    @Test
    void illegalStatusAndIntentAreUnknown() {
        MedicationFact fact = medication(
                RecordKind.MEDICATION_REQUEST,
                Pages.request("1", "'status':'taking','intent':'wish','medicationCodeableConcept':{'text':'aspirin'}"));
        assertThat(fact.status()).isEqualTo(MedicationFact.Status.UNKNOWN);
        assertThat(fact.intent()).isEqualTo(MedicationFact.Intent.UNKNOWN);
    }

    @Test
    void aPersonIsExtracted() {
        Person person = person("'birthDate':'1961','gender':'female','deceasedDateTime':'2020-02-01','active':false,"
                + "'name':[{'family':'Roe'}],'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/patient-animal',"
                + "'extension':[{'url':'species','valueCodeableConcept':{'text':'dog'}}]}]");
        assertThat(person.birthDate()).contains(DateRange.year(Year.of(1961)));
        assertThat(person.sex()).isEqualTo(Sex.FEMALE);
        assertThat(person.deceased())
                .contains(new Person.Deceased(Optional.of(DateRange.day(LocalDate.of(2020, 2, 1)))));
        assertThat(person.active()).isFalse();
        assertThat(person.human()).isFalse();
        assertThat(person.toString()).doesNotContain("Roe");
    }

    @Test
    void missingBirthDateIsUnknownAndNobodyIsDeadByDefault() {
        Person person = person("'_birthDate':" + ABSENT + ",'gender':'x','deceasedBoolean':false");
        assertThat(person.birthDate()).isEmpty();
        assertThat(person.sex()).isEqualTo(Sex.UNKNOWN);
        assertThat(person.deceased()).isEmpty();
        assertThat(person.active()).isTrue();
        assertThat(person.human()).isTrue();
        assertThat(person("'deceasedBoolean':true").deceased()).contains(new Person.Deceased(Optional.empty()));
    }

    private static ConditionFact condition(String more) {
        PatientRecord record = Pages.record();
        record.addPage(RecordKind.PATIENT, Pages.of(Pages.PATIENT));
        record.addPage(RecordKind.CONDITION, Pages.of(Pages.condition("1", more)));
        assertThat(record.unreadable()).isEmpty();
        return record.facts().conditions().get(0);
    }

    private static MedicationFact medication(RecordKind kind, String json) {
        PatientRecord record = Pages.record();
        record.addPage(RecordKind.PATIENT, Pages.of(Pages.PATIENT));
        record.addPage(kind, Pages.of(json));
        assertThat(record.unreadable()).isEmpty();
        List<MedicationFact> facts = record.facts().medications();
        assertThat(facts).hasSize(1);
        return facts.get(0);
    }

    private static Person person(String more) {
        PatientRecord record = Pages.record();
        record.addPage(RecordKind.PATIENT, Pages.of("{'resourceType':'Patient','id':'p1'," + more + "}"));
        assertThat(record.unreadable()).isEmpty();
        return record.facts().person();
    }
}
