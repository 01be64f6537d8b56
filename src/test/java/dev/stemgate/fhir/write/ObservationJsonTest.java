// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
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
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ObservationJsonTest {

    @ParameterizedTest
    @MethodSource("screenings")
    void hapiReadsItStrictlyAndEncodesItToTheSameBytes(Screening screening) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        new ScreeningLines(ExampleScreenings.ISSUED).write(screening, line);

        String json = line.toString(StandardCharsets.UTF_8);
        IParser parser = R4.context().newJsonParser();
        Observation read =
                parser.setParserErrorHandler(new StrictErrorHandler()).parseResource(Observation.class, json);

        assertThat(parser.encodeResourceToString(read)).isEqualTo(json);
        assertThat(parser.encodeResourceToString(observation(screening))).isEqualTo(json);
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
                withWords("&nbsp; &#x41; ]]> <!-- \uE000 \uD83D\uDE00 'single' "),
                withWords("\u00e9\uD83D\uDE00\"<".repeat(3_000)),
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
}
