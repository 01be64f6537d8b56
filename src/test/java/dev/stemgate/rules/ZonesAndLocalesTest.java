// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import dev.stemgate.fhir.client.VersionedReferences;
import dev.stemgate.fhir.write.ScreeningObservation;
import dev.stemgate.model.Fingerprint;
import dev.stemgate.model.Screening;
import dev.stemgate.terminology.CodeListTerminology;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.TimeZone;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.junit.jupiter.api.Test;

/**
 * The same population gives the same bytes under any time zone and locale: the model and the lists are loaded again in each,
 * the screenings judged, printed, and written as FHIR resources. Turkish has its own small i, Arabic and Thai their own digits
 * and calendar.
 */
class ZonesAndLocalesTest {

    private static final int PATIENTS = 150;
    private static final Instant ISSUED = Instant.parse("2026-01-01T12:00:00Z");
    private static final FhirContext CONTEXT = VersionedReferences.keep(FhirContext.forR4());

    @Test
    void theSamePopulationGivesTheSameBytes() {
        byte[] expected = screeningsIn("UTC", "en-US");
        assertThat(expected.length).isGreaterThan(PATIENTS * 1000);
        assertThat(screeningsIn("Pacific/Kiritimati", "tr-TR")).isEqualTo(expected);
        assertThat(screeningsIn("America/Los_Angeles", "ar-EG-u-nu-arab")).isEqualTo(expected);
        assertThat(screeningsIn("Asia/Kolkata", "th-TH-u-ca-buddhist-nu-thai")).isEqualTo(expected);
    }

    private static byte[] screeningsIn(String zone, String language) {
        Locale locale = Locale.getDefault();
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            Locale.setDefault(Locale.forLanguageTag(language));
            return screenings().getBytes(StandardCharsets.UTF_8);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(before);
        }
    }

    private static String screenings() {
        CodeListTerminology lists =
                CodeListTerminology.read(ShippedModelTest.MODEL, ModelLoader.criterionIds(ShippedModelTest.MODEL));
        Evaluator evaluator = new Evaluator(ModelLoader.load(ShippedModelTest.MODEL, lists.contentHash()), lists);
        RandomFacts random = new RandomFacts(41, new CaseTerminology());
        IParser json = CONTEXT.newJsonParser();
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < PATIENTS; i++) {
            Screening screening = evaluator.evaluate(random.patient(), RandomFacts.AS_OF);
            Fingerprint fingerprint = Fingerprint.of(screening);
            all.append(screening)
                    .append('\n')
                    .append(fingerprint)
                    .append('\n')
                    .append(json.encodeResourceToString(
                            ScreeningObservation.of(screening, fingerprint, ISSUED, ObservationStatus.FINAL)))
                    .append('\n');
        }
        return all.toString();
    }
}
