// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import dev.stemgate.model.DateRange;
import dev.stemgate.model.ObservationFact;
import dev.stemgate.model.ObservationFact.Status;
import dev.stemgate.model.ObservationValue;
import dev.stemgate.model.ObservationValue.Comparator;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.When;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObservationFactsTest {

    private static final String UCUM = "http://unitsofmeasure.org";
    private static final String ABSENT =
            "{'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/data-absent-reason','valueCode':'masked'}]}";

    @Test
    void anObservationIsExtractedWhole() {
        ObservationFact fact = fact(
                "'meta':{'versionId':'2','security':[{'system':'s','code':'R'}]},'status':'final',"
                        + "'category':[{'coding':[{'code':'laboratory'}]}],"
                        + "'code':{'coding':[{'system':'http://loinc.org','code':'1988-5','display':'CRP'}]},"
                        + "'effectiveDateTime':'2025-11-30T23:10:00-05:00','issued':'2025-12-02T10:00:00.000Z',"
                        + "'valueQuantity':{'value':12.50,'comparator':'>','system':'" + UCUM
                        + "','code':'mg/L','unit':'mg/l'},"
                        + "'interpretation':[{'coding':[{'code':'H'}]},{'text':'raised'}],"
                        + "'referenceRange':[{'low':{'value':0},'high':{'value':5.0,'code':'mg/L'},'text':'0-5'},{'text':'see note'}]");
        assertThat(fact.ref().versioned()).isEqualTo("Observation/1/_history/2");
        assertThat(fact.code().codings()).containsExactly(new Code("http://loinc.org", "1988-5", "CRP"));
        assertThat(fact.status()).isEqualTo(Status.FINAL);
        assertThat(fact.value())
                .isEqualTo(new ObservationValue.Quantity(
                        new BigDecimal("12.50"), Comparator.GREATER, UCUM, "mg/L", "mg/l"));
        assertThat(fact.interpretations()).extracting(Concept::label).containsExactly("H", "raised");
        assertThat(fact.referenceRanges())
                .containsExactly(new ObservationFact.ReferenceRange(
                        Optional.of(new ObservationValue.Quantity(new BigDecimal("0"), Comparator.EXACT, "", "", "")),
                        Optional.of(new ObservationValue.Quantity(
                                new BigDecimal("5.0"), Comparator.EXACT, "", "mg/L", ""))));
        assertThat(fact.effective()).contains(new When.Dated(DateRange.day(LocalDate.of(2025, 11, 30))));
        assertThat(fact.issued()).contains(DateRange.day(LocalDate.of(2025, 12, 2)));
        assertThat(fact.securityLabels()).containsExactly(new Code("s", "R", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "'valueCodeableConcept':{'text':'positive'};Coded[concept=Concept[codings=[], text=positive, absentReason=]]",
                "'valueString':' not detected ';Text[text=not detected]",
                "'valueString':['x'];Text[text=x]",
                "'valueQuantity':{'value':'12'};Quantity[number=12, comparator=EXACT, unitSystem=, unitCode=, unitText=]",
                "'valueBoolean':true;Truth[value=true]",
                "'valueInteger':7;Quantity[number=7, comparator=EXACT, unitSystem=, unitCode=, unitText=]",
                "'valueRange':{'low':{'value':1}};Other[type=Range]",
                "'valueRatio':{'numerator':{'value':1},'denominator':{'value':640}};Other[type=Ratio]",
                "'valueSampledData':{'origin':{'value':1},'period':1,'dimensions':1,'data':'1 2'};Other[type=SampledData]",
                "'valueTime':'10:00:00';Other[type=time]",
                "'valueDateTime':'2025-01';Other[type=dateTime]",
                "'valuePeriod':{'start':'2025-01-01T10:00'};Other[type=Period]",
                "'valueQuantity':{'value':1e999999};Other[type=Quantity]",
                "'valueQuantity':{'value':1e-999999};Other[type=Quantity]",
            })
    void everyTypeOfValueIsRead(String value, String expected) {
        assertThat(fact(value).value()).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({"<,LESS", "<=,LESS_OR_EQUAL", ">=,GREATER_OR_EQUAL", ">,GREATER"})
    void comparatorsAreKept(String word, Comparator comparator) {
        assertThat(fact("'valueQuantity':{'value':20,'comparator':'" + word + "','unit':'copies'}")
                        .value())
                .isEqualTo(new ObservationValue.Quantity(new BigDecimal("20"), comparator, "", "", "copies"));
    }

    @Test
    void whyAValueIsMissingIsKept() {
        assertThat(fact("").value()).isEqualTo(new ObservationValue.Missing(Concept.nothing()));
        String reason = "'dataAbsentReason':{'coding':[{'code':'not-performed'}]}";
        assertThat(((ObservationValue.Missing) fact(reason).value()).reason().label())
                .isEqualTo("not-performed");
        assertThat(fact("'_valueString':" + ABSENT).value()).isEqualTo(masked());
        assertThat(fact("'valueQuantity':" + ABSENT).value()).isEqualTo(masked());
        assertThat(((ObservationValue.Coded)
                                fact("'valueCodeableConcept':" + ABSENT).value())
                        .concept()
                        .absentReason())
                .isEqualTo("masked");
        assertThat(fact("'valueQuantity':{'unit':'mg/L'}," + reason).value())
                .isInstanceOf(ObservationValue.Missing.class);
        assertThat(fact("'valueString':' '").value()).isInstanceOf(ObservationValue.Missing.class);
    }

    @Test
    void componentsHaveCodeValueInterpretationAndRange() {
        ObservationFact fact = fact("'component':[{'code':{'text':'systolic'},'valueQuantity':{'value':140},"
                + "'interpretation':[{'text':'high'}],'referenceRange':[{'high':{'value':120}}]},"
                + "{'code':{'text':'diastolic'},'dataAbsentReason':{'text':'error'}},"
                + "{'code':{'text':'note'},'_valueString':" + ABSENT + "}]");
        assertThat(fact.components())
                .extracting(component -> component.code().text())
                .containsExactly("systolic", "diastolic", "note");
        assertThat(fact.components().get(0).referenceRanges()).hasSize(1);
        assertThat(fact.components().get(0).interpretations())
                .extracting(Concept::text)
                .containsExactly("high");
        assertThat(fact.components().get(1).value()).isEqualTo(new ObservationValue.Missing(Concept.text("error")));
        assertThat(fact.components().get(2).value()).isEqualTo(masked());
    }

    @Test
    void aTherapeuticRangeIsNoNormalRange() {
        ObservationFact fact = fact("'referenceRange':["
                + "{'type':{'coding':[{'code':'therapeutic'}]},'low':{'value':2},'high':{'value':3}},"
                + "{'type':{'coding':[{'code':'normal'}]},'high':{'value':1.2}}]");
        assertThat(fact.referenceRanges()).singleElement().satisfies(range -> assertThat(range.low())
                .isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "registered,REGISTERED",
        "preliminary,PRELIMINARY",
        "final,FINAL",
        "amended,AMENDED",
        "corrected,CORRECTED",
        "cancelled,CANCELLED",
        "entered-in-error,ENTERED_IN_ERROR",
        "unknown,UNKNOWN",
        "final ,FINAL",
        "done,UNKNOWN"
    })
    void statusWordsAreRead(String word, Status status) {
        assertThat(fact("'status':'" + word + "'").status()).isEqualTo(status);
        assertThat(fact("").status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void everyTypeOfEffectiveIsRead() {
        assertThat(fact("'effectiveDateTime':'2025'").effective())
                .contains(new When.Dated(DateRange.year(Year.of(2025))));
        assertThat(fact("'effectivePeriod':{'start':'2025-01','end':'2025-02-03T10:00:00'}")
                        .effective())
                .contains(new When.Span(
                        Optional.of(DateRange.month(YearMonth.of(2025, 1))),
                        Optional.of(DateRange.day(LocalDate.of(2025, 2, 3)))));
        assertThat(fact("'effectiveInstant':'2025-03-01T23:59:59.000+14:00'").effective())
                .contains(new When.Dated(DateRange.day(LocalDate.of(2025, 3, 1))));
        assertThat(fact("'_effectiveInstant':" + ABSENT).effective()).isEmpty();
        assertThat(fact("'_effectiveDateTime':" + ABSENT).effective()).isEmpty();
        assertThat(fact("'effectiveTiming':{'event':['2025-03-01','2025-05','2025-02-01T10:00']}")
                        .effective())
                .contains(new When.Span(
                        Optional.of(DateRange.day(LocalDate.of(2025, 2, 1))),
                        Optional.of(DateRange.month(YearMonth.of(2025, 5)))));
        assertThat(fact("'effectiveTiming':{'event':['2025-03-01']}").effective())
                .contains(new When.Dated(DateRange.day(LocalDate.of(2025, 3, 1))));
        assertThat(fact("'effectiveTiming':{'repeat':{'boundsPeriod':{'end':'2025-03-01'},'frequency':'x'}}")
                        .effective())
                .contains(new When.Span(Optional.empty(), Optional.of(DateRange.day(LocalDate.of(2025, 3, 1)))));
        assertThat(fact("'effectiveTiming':{'code':{'text':'twice a day'}}").effective())
                .contains(new When.Worded("twice a day"));
        assertThat(fact("'issued':'2025-03-01'").issued()).contains(DateRange.day(LocalDate.of(2025, 3, 1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'effectiveDateTime':'yesterday'",
                "'effectiveInstant':'2025-02-30T00:00:00Z'",
                "'effectivePeriod':{'start':'x'}",
                "'effectiveTiming':{'event':['x']}",
                "'effectiveTiming':{'repeat':{'boundsPeriod':{'start':'x'}}}",
                "'issued':'2025-05'",
                "'valueDateTime':'x'",
                "'component':[{'code':{'text':'c'},'valueDateTime':'x'}]",
                "'valueQuantity':{'value':12,'comparator':'about'}",
                "'valueBoolean':'perhaps'",
                "'valueString':'a','valueBoolean':true",
                "'effectiveDateTime':'2025','effectivePeriod':{'start':'2024'}",
                "'effectiveDateTime':'2025','effectiveInstant':'2024-01-01T00:00:00Z'",
                "'component':[{'code':'c'}]"
            })
    void whatIsBrokenIsADeadLetterAndCodeAndStatusStillCount(String broken) {
        PatientRecord record = Pages.with(
                RecordKind.OBSERVATION,
                Pages.entry(RecordKind.OBSERVATION, "1", "'status':'final','code':{'text':'CRP'}," + broken));
        assertThat(record.unreadable()).extracting(UnreadableRecord::reason).containsExactly(Parsing.Reason.UNREADABLE);
        assertThat(record.unreadable().get(0).line()).doesNotContain("yesterday", "about", "perhaps");
        assertThat(record.facts().observations()).singleElement().satisfies(fact -> {
            assertThat(fact.code().text()).isEqualTo("CRP");
            assertThat(fact.status()).isEqualTo(Status.FINAL);
        });
    }

    @Test
    void ourOwnScreeningIsNoEvidence() {
        PatientRecord record = Pages.with(
                RecordKind.OBSERVATION,
                Pages.entry(
                        RecordKind.OBSERVATION,
                        "1",
                        "'status':'final','code':{'coding':[{'system':'"
                                + dev.stemgate.fhir.write.Canonical.codeSystem("screening")
                                + "','code':'stem-cell-therapy-screening'}]}"));
        assertThat(record.facts().observations()).isEmpty();
        assertThat(record.counts()).isEqualTo(new EntryCounts(2, 1, 1, 0, 0));
    }

    private static ObservationValue masked() {
        return new ObservationValue.Missing(new Concept(List.of(), "", "masked"));
    }

    private static ObservationFact fact(String more) {
        PatientRecord record = Pages.with(RecordKind.OBSERVATION, Pages.entry(RecordKind.OBSERVATION, "1", more));
        assertThat(record.unreadable()).isEmpty();
        return record.facts().observations().get(0);
    }
}
