// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.fhir.ProfileValidator;
import dev.stemgate.model.Code;
import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.DateRange;
import dev.stemgate.model.Evidence;
import dev.stemgate.model.Evidence.Weight;
import dev.stemgate.model.Finding;
import dev.stemgate.model.Fingerprint;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.model.Screening;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UnsignedIntType;
import org.junit.jupiter.api.Test;

class ScreeningObservationTest {

    @Test
    void notEvaluatedHasAReasonAndNoValue() {
        ObservationComponentComponent frailty = component(write(ExampleScreenings.contraindicated()), "frailty");
        assertThat(frailty.hasValue()).isFalse();
        assertThat(frailty.getDataAbsentReason().getCoding())
                .extracting(coding -> coding.getCode())
                .containsExactly("not-evaluated", "not-performed");
    }

    @Test
    void notApplicableIsWrittenWithoutComponentsAndWithoutFlag() {
        Observation observation = write(ExampleScreenings.notApplicable());
        assertThat(observation.getComponent()).isEmpty();
        assertThat(observation.getInterpretation()).isEmpty();
    }

    @Test
    void countedEvidenceIsNeverLeftOutAndTheRestIsANumber() {
        List<Evidence> evidence = new ArrayList<>();
        IntStream.range(0, 2_000).forEach(i -> evidence.add(piece("n" + i, Weight.NOT_COUNTED)));
        IntStream.range(0, 300).forEach(i -> evidence.add(piece("d" + i, Weight.DEFINITE)));
        ObservationComponentComponent hiv = component(write(withHiv(evidence)), "hiv");
        assertThat(weights(hiv, "definite")).isEqualTo(300);
        assertThat(weights(hiv, "not-counted")).isEqualTo(50);
        Extension omitted = hiv.getExtensionByUrl(Canonical.extension("screening-evidence-omitted"));
        assertThat(((UnsignedIntType) omitted.getValue()).getValue()).isEqualTo(1_950);
    }

    @Test
    void hostileWordsStayWordsAndTheResultIsValid() {
        Evidence hostile = new Evidence(
                new ResourceRef("Condition", "urn:uuid:6f1d1b46-6d0a-4a44-8a52-33f13f6d6f7e", "a b"),
                new Code(" SNOMED-CT", "x  y", "<script>alert(1)</script>\u0000\u0007 & \uD800 \uFFFE]]>"),
                Optional.empty(),
                "",
                Weight.DEFINITE,
                "</div><img src=x onerror=alert(1)>");
        Observation observation = write(withHiv(List.of(hostile)));
        assertThat(observation.getText().getDivAsString()).doesNotContain("<script", "<img");
        assertThat(ProfileValidator.shared().errors(observation)).isEmpty();
    }

    @Test
    void datesAreAsPreciseAsTheyAreKnown() {
        assertThat(dateOf(DateRange.day(LocalDate.of(2024, 2, 3))).primitiveValue())
                .isEqualTo("2024-02-03");
        assertThat(dateOf(DateRange.month(YearMonth.of(2024, 2))).primitiveValue())
                .isEqualTo("2024-02");
        assertThat(dateOf(DateRange.year(Year.of(2024))).primitiveValue()).isEqualTo("2024");
        Period span = (Period) dateOf(new DateRange(LocalDate.of(2024, 2, 3), LocalDate.of(2024, 3, 4)));
        assertThat(span.getStartElement().getValueAsString()).isEqualTo("2024-02-03");
        assertThat(span.getEndElement().getValueAsString()).isEqualTo("2024-03-04");
    }

    @Test
    void aCodeThatFhirCannotCarryIsKeptAsWords() {
        for (String code : List.of("x  y", " x", "x\u0001", "\u2028", "")) {
            assertThat(codeOf(new Code(ExampleScreenings.SNOMED, code, "Words")).hasCoding())
                    .as(code)
                    .isFalse();
        }
        for (String system : List.of("SNOMED", "http://", "urn:x", "http://a b", "http://a|b", "http://a\u0000", "")) {
            assertThat(codeOf(new Code(system, "1", "Words")).hasCoding())
                    .as(system)
                    .isFalse();
        }
        assertThat(codeOf(new Code("SNOMED", "x  y", "Words")).getText()).isEqualTo("SNOMED x  y Words");
        Coding carried = codeOf(new Code("urn:oid:2.16.840.1", "x y", "")).getCodingFirstRep();
        assertThat(carried.getSystem()).isEqualTo("urn:oid:2.16.840.1");
        assertThat(carried.getCode()).isEqualTo("x y");
        assertThat(carried.hasDisplay()).isFalse();
    }

    @Test
    void noteHoldsTheDisclaimer() {
        for (Screening screening : List.of(ExampleScreenings.notApplicable(), ExampleScreenings.caution())) {
            assertThat(write(screening).getNoteFirstRep().getText())
                    .contains("not a medical device; not a clearance")
                    .contains(screening.asOf().toString());
        }
    }

    @Test
    void securityLabelsAreCarriedOver() {
        assertThat(write(ExampleScreenings.contraindicated()).getMeta().getSecurity())
                .extracting(coding -> coding.getCode())
                .containsExactly("R");
    }

    @Test
    void longTextIsCut() {
        assertThat(PlainText.of("x".repeat(5_000))).hasSize(PlainText.LONGEST).endsWith("…");
    }

    private static Screening withHiv(List<Evidence> evidence) {
        return ExampleScreenings.screening(
                "p-hiv",
                Outcome.CONTRAINDICATED,
                "",
                List.of(new CriterionResult(
                        "hiv", "HIV <b>", CriterionResult.Kind.ABSOLUTE, Finding.PRESENT, evidence, List.of())),
                List.of("<script>alert(1)</script>"),
                ExampleScreenings.complete(),
                List.of());
    }

    private static Type dateOf(DateRange range) {
        Code none = new Code("", "", "");
        Evidence piece = new Evidence(
                new ResourceRef("Condition", "c-1", "1"), none, Optional.of(range), "", Weight.DEFINITE, "Because.");
        return part(piece, "date");
    }

    private static CodeableConcept codeOf(Code code) {
        Evidence piece = new Evidence(
                new ResourceRef("Condition", "c-1", "1"), code, Optional.empty(), "", Weight.DEFINITE, "Because.");
        return (CodeableConcept) part(piece, "code");
    }

    private static Type part(Evidence piece, String url) {
        return component(write(withHiv(List.of(piece))), "hiv")
                .getExtensionByUrl(EvidenceExtension.URL)
                .getExtensionByUrl(url)
                .getValue();
    }

    private static Evidence piece(String id, Weight weight) {
        return new Evidence(
                new ResourceRef("Condition", id, "1"),
                new Code(ExampleScreenings.SNOMED, "86406008", ""),
                Optional.empty(),
                "active",
                weight,
                "Because.");
    }

    private static long weights(ObservationComponentComponent component, String code) {
        return component.getExtensionsByUrl(EvidenceExtension.URL).stream()
                .flatMap(extension -> extension.getExtension().stream())
                .filter(part -> part.getUrl().equals("weight"))
                .filter(part -> part.castToCoding(part.getValue()).getCode().equals(code))
                .count();
    }

    private static ObservationComponentComponent component(Observation observation, String criterion) {
        return observation.getComponent().stream()
                .filter(component ->
                        component.getCode().getCodingFirstRep().getCode().equals(criterion))
                .findFirst()
                .orElseThrow();
    }

    private static Observation write(Screening screening) {
        return ScreeningObservation.of(
                screening, Fingerprint.of(screening), ExampleScreenings.ISSUED, ObservationStatus.FINAL);
    }
}
