// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.fhir.read.R4;
import dev.stemgate.model.Code;
import dev.stemgate.model.DateRange;
import dev.stemgate.model.Evidence;
import dev.stemgate.model.Evidence.Weight;
import dev.stemgate.model.Finding;
import dev.stemgate.model.Fingerprint;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.model.Screening;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ObservationJsonTest {

    @ParameterizedTest
    @MethodSource("screenings")
    void everyShapeIsEncodedAsHapiEncodesIt(Screening screening) throws IOException {
        Observation observation = observation(screening);
        assertThat(ObservationJson.of(observation).map(json -> new String(json, StandardCharsets.UTF_8)))
                .contains(hapi(observation));

        ByteArrayOutputStream line = new ByteArrayOutputStream();
        new ScreeningLines(ExampleScreenings.ISSUED).write(screening, line);
        assertThat(line.toByteArray()).isEqualTo(hapi(observation).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aDataTypeThatIsNotKnownIsLeftToHapi() {
        Observation observation = observation(ExampleScreenings.notApplicable());
        observation.addExtension(new Extension("https://example.org/flag", new BooleanType(true)));
        assertThat(ObservationJson.of(observation)).isEmpty();
    }

    @Test
    void aPartThatIsNotKnownIsLeftToHapi() {
        Observation version = observation(ExampleScreenings.notApplicable());
        version.getCode().getCodingFirstRep().setVersion("2");
        Observation use = observation(ExampleScreenings.notApplicable());
        use.getIdentifierFirstRep().setPeriod(new Period().setStart(new Date(0)));
        Observation id = observation(ExampleScreenings.notApplicable());
        id.getMethod().setId("m");
        Observation extended = observation(ExampleScreenings.notApplicable());
        extended.getNoteFirstRep().getTextElement().addExtension("https://example.org/x", new BooleanType(true));
        assertThat(List.of(version, use, id, extended))
                .allSatisfy(observation ->
                        assertThat(ObservationJson.of(observation)).isEmpty());
    }

    static List<Screening> screenings() {
        return List.of(
                ExampleScreenings.contraindicated(),
                ExampleScreenings.indeterminate(),
                ExampleScreenings.caution(),
                ExampleScreenings.noContraindicationFound(),
                ExampleScreenings.notApplicable(),
                withWords("</div><img src=x onerror=alert(1)> \"quoted\" back\\slash \t tab / slash \n line"),
                withWords(
                        "\u0000\u0007\u001f\u007f\u0085 \u00a0 \u2028\u2029 \uFFFE \uD800 \uDC00 \uD83D\uDE00 h\u00e9patite \u809d\u708e"),
                withWords(" "));
    }

    private static Screening withWords(String words) {
        Evidence unversioned = new Evidence(
                new ResourceRef("Condition", "c-1", ""),
                new Code("http://snomed.info/sct", "86406008", words),
                Optional.of(new DateRange(LocalDate.of(2024, 2, 3), LocalDate.of(2025, 1, 9))),
                words,
                Weight.DEFINITE,
                words);
        Evidence noReference = new Evidence(
                new ResourceRef("Condition", "urn:uuid:6f1d1b46-6d0a-4a44-8a52-33f13f6d6f7e", words),
                new Code(words, "x  y", words),
                Optional.empty(),
                "",
                Weight.NOT_COUNTED,
                words);
        return ExampleScreenings.screening(
                "p-words",
                Outcome.CONTRAINDICATED,
                "",
                List.of(ExampleScreenings.result("hiv", Finding.PRESENT, unversioned, noReference)),
                List.of(words, "Second reason."),
                ExampleScreenings.complete(),
                List.of());
    }

    private static Observation observation(Screening screening) {
        return ScreeningObservation.of(
                screening, Fingerprint.of(screening), ExampleScreenings.ISSUED, ObservationStatus.FINAL);
    }

    private static String hapi(Observation observation) {
        return R4.context().newJsonParser().encodeResourceToString(observation);
    }
}
