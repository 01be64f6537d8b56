// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.fhir.read.Parsing.Parsed;
import dev.stemgate.fhir.read.Parsing.Reason;
import dev.stemgate.fhir.read.Parsing.Unreadable;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryParserTest {

    private static final String CODE = "'code':{'coding':[{'system':'http://snomed.info/sct','code':'1'}]}";
    private static final String DRUG = "'medicationCodeableConcept':{'text':'aspirin'}";

    private final EntryParser parser = new EntryParser();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not a date",
                "2019-02-30",
                "2019-13",
                "19.5.2020",
                "{{onset}}",
                "2019-05-01T16: 09: 08",
                "2019-05-01T25:00:00Z",
                "20190501",
                ""
            })
    void aBrokenDateIsDeadLetteredAndTheCodeStillCounts(String date) {
        Unreadable unreadable = unreadable(Pages.condition("1", CODE + ",'onsetDateTime':'" + date + "'"));
        assertThat(unreadable.reason()).isEqualTo(Reason.UNREADABLE);
        assertThat(unreadable.line()).isEqualTo("onsetDateTime is not a date");
        Condition salvaged = (Condition) unreadable.salvaged().orElseThrow();
        assertThat(salvaged.getCode().getCodingFirstRep().getCode()).isEqualTo("1");
        assertThat(salvaged.hasOnset()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2019",
                "2019-05",
                "2019-05-01",
                "2019-05-01T10:00:00Z",
                "2019-05-01T10:00:00.123+02:00",
                "2019-05-01T10:00:00+00:00",
                "2019-05-01T10:00:00",
                "2019-05-01T10:00",
                " 2019-05-01 "
            })
    void datesOfAnyPrecisionAndZoneAreRead(String date) {
        parsed(Pages.condition("1", "'onsetDateTime':'" + date + "'"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "'clinicalStatus':'active'",
                "'verificationStatus':'confirmed'",
                "'patient':{'reference':'Patient/p1'}",
                "'assertedDate':'2019-01-01'",
                "'abatementBoolean':true",
                "'category':{'text':'x'}",
            })
    void conditionsOfOtherVersionsAreTold(String sign) {
        assertThat(unreadable(Pages.condition("1", CODE + "," + sign)).reason()).isEqualTo(Reason.WRONG_VERSION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "'medication':{'reference':{'reference':'Medication/1'}}",
                "'medication':{'concept':{'text':'aspirin'}}",
                "'medicationCodeableConcept':{'text':'a'},'taken':'y'",
                "'medicationCodeableConcept':{'text':'a'},'wasNotTaken':true",
                "'medicationCodeableConcept':{'text':'a'},'status':'recorded'",
            })
    void statementsOfOtherVersionsAreTold(String sign) {
        assertThat(unreadable(Pages.statement("1", sign)).reason()).isEqualTo(Reason.WRONG_VERSION);
    }

    @Test
    void anUnknownModifierIsFoundAnywhere() {
        String modifier = "'modifierExtension':[{'url':'http://x','valueBoolean':true}]";
        assertThat(unreadable(Pages.condition("1", modifier)).reason()).isEqualTo(Reason.UNKNOWN_MODIFIER);
        assertThat(unreadable(Pages.condition("1", "'implicitRules':'http://x'"))
                        .reason())
                .isEqualTo(Reason.UNKNOWN_MODIFIER);
        Unreadable deep = unreadable(Pages.statement("1", DRUG + ",'dosage':[{" + modifier + "}]"));
        assertThat(deep.reason()).isEqualTo(Reason.UNKNOWN_MODIFIER);
        assertThat(deep.salvaged()).isEmpty();
    }

    @Test
    void malformedNarrativeAndWhatIsNeverReadDoNoHarm() {
        parsed(Pages.condition(
                "1", CODE + ",'text':{'status':'generated','div':'<div><p>oops'},'note':[{'time':'soon','text':'x'}]"));
    }

    @Test
    void statusWordsAreTolerated() {
        MedicationStatement blank = (MedicationStatement) parsed(Pages.statement("1", DRUG + ",'status':'active '"));
        assertThat(blank.getStatus().toCode()).isEqualTo("active");
        MedicationStatement illegal = (MedicationStatement) parsed(Pages.statement("1", DRUG + ",'status':'taking'"));
        assertThat(illegal.hasStatus()).isFalse();
        parsed(Pages.condition("1", "'clinicalStatus':{'coding':[{'code':'weird '}]}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{'resourceType':'Condition','id':'1','id':'2'}",
                "{'resourceType':'Encounter'}",
                "{}",
                "{'resourceType':'Condition'} x",
                "{'resourceType':'Condition','code':'text'}"
            })
    void whatIsNoRecordIsUnreadable(String record) {
        assertThat(unreadable(record).reason()).isEqualTo(Reason.UNREADABLE);
    }

    @Test
    void deepNestingDamagedBytesAndHugeStringsAreUnreadable() {
        unreadable(Pages.condition("1", "'x':" + "[".repeat(5000) + "]".repeat(5000)));
        unreadable(Pages.condition("1", "'x':'" + "y".repeat(5_000_000) + "'"));
        byte[] latin1 = Pages.condition("1", "'x':'ü'").replace('\'', '"').getBytes(StandardCharsets.ISO_8859_1);
        assertThat(parser.parse(latin1)).isInstanceOf(Unreadable.class);
    }

    @Test
    void aMisshapenAgeCostsOnlyTheTime() {
        Unreadable unreadable = unreadable(Pages.condition("1", CODE + ",'onsetAge':{'value':'old'}"));
        assertThat(((Condition) unreadable.salvaged().orElseThrow()).hasCode()).isTrue();
    }

    @Test
    void aRecordWithoutAMedicationIsUnreadable() {
        assertThat(unreadable(Pages.statement("1", "'status':'active'")).reason())
                .isEqualTo(Reason.UNREADABLE);
    }

    private org.hl7.fhir.r4.model.Resource parsed(String record) {
        Parsing parsing = parse(record);
        assertThat(parsing).isInstanceOf(Parsed.class);
        return ((Parsed) parsing).resource();
    }

    private Unreadable unreadable(String record) {
        Parsing parsing = parse(record);
        assertThat(parsing).isInstanceOf(Unreadable.class);
        return (Unreadable) parsing;
    }

    private Parsing parse(String record) {
        return parser.parse(record.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
