// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import dev.stemgate.fhir.read.R4;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that are well-formed and that nobody can mean neither end a run nor hold it up. */
class OddValuesTest {

    private static final String PATIENT =
            "{\"resourceType\":\"Patient\",\"id\":\"p1\",\"birthDate\":\"%s\",\"gender\":\"male\"}";
    private static final String CODE =
            "\"code\":{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"86406008\"}]},"
                    + "\"subject\":{\"reference\":\"Patient/p1\"}";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"1e400000000", "-1e400000000", "1e-400000000", "1e2147483647", "1e99999999999"})
    void aNumberWithoutEndHoldsNothingUp(String number) throws IOException {
        BulkRun run = run(
                "1980-05-01",
                "{\"resourceType\":\"Condition\",\"id\":\"c1\"," + CODE + ",\"onsetAge\":{\"value\":" + number
                        + ",\"system\":\"http://unitsofmeasure.org\",\"code\":\"a\"}}",
                "{\"resourceType\":\"Observation\",\"id\":\"o1\",\"status\":\"final\"," + CODE
                        + ",\"valueQuantity\":{\"value\":" + number + ",\"code\":\"mg/L\"}}",
                "{\"resourceType\":\"MedicationRequest\",\"id\":\"m1\",\"status\":\"active\",\"intent\":\"order\","
                        + "\"medicationCodeableConcept\":{\"text\":\"warfarin\"},\"subject\":{\"reference\":\"Patient/p1\"},"
                        + "\"dispenseRequest\":{\"expectedSupplyDuration\":{\"value\":" + number
                        + ",\"code\":\"d\"}}}");

        BulkStatistics statistics = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), run::run);

        // What Java has no number for is no JSON that can be read; the rest is a value beyond all measure.
        assertThat(statistics.lines().deadLettered()).isEqualTo(number.endsWith("99999999999") ? 3 : 0);
        assertThat(statistics.lines().open()).isZero();
        assertThat(statistics.patients()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1980-05-01", "0001", "0001-01", "0001-01-01", "9999-12-31"})
    void yearsAtTheEndsOfTheCalendarAreWrittenOrLeftOut(String birth) throws IOException {
        BulkRun run = run(
                birth,
                condition("c1", "\"onsetDateTime\":\"0001\""),
                condition("c2", "\"onsetDateTime\":\"0001-01-01\",\"abatementDateTime\":\"9999-12-31\""),
                condition("c3", "\"onsetDateTime\":\"9999\""),
                condition(
                        "c4",
                        "\"onsetAge\":{\"value\":99999,\"system\":\"http://unitsofmeasure.org\",\"code\":\"a\"}"));

        run.run();

        IParser strict = R4.context().newJsonParser().setParserErrorHandler(new StrictErrorHandler());
        assertThat(run.lines("observations.ndjson")).singleElement().satisfies(line -> assertThat(
                        strict.parseResource(Observation.class, line)
                                .getSubject()
                                .getReference())
                .isEqualTo("Patient/p1"));
        assertThat(run.lines("dead-letters.ndjson")).isEmpty();
    }

    @Test
    void theYearNoughtIsNoDate() throws IOException {
        BulkRun run = run("1980-05-01", condition("c1", "\"onsetDateTime\":\"0000\""));

        run.run();

        assertThat(run.lines("dead-letters.ndjson")).singleElement().asString().contains("onsetDateTime is not a date");
    }

    private static String condition(String id, String time) {
        return "{\"resourceType\":\"Condition\",\"id\":\"" + id + "\"," + CODE + "," + time + "}";
    }

    private BulkRun run(String birth, String... lines) throws IOException {
        BulkRun.write(
                folder.resolve("in"),
                Map.of("Patient.ndjson", List.of(PATIENT.formatted(birth)), "all.ndjson", List.of(lines)));
        return new BulkRun(folder.resolve("in"), folder.resolve("out"));
    }
}
