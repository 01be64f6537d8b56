// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import static dev.stemgate.sandbox.Http.json;
import static dev.stemgate.sandbox.Http.link;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DemoPopulationTest {

    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 22);

    private static Sandbox ehr;

    @BeforeAll
    static void start() {
        ehr = Sandbox.start(SandboxSettings.demo(AS_OF));
    }

    @AfterAll
    static void stop() {
        ehr.close();
    }

    @Test
    void everyPatientHasAnExpectedOutcomeAndEveryOutcomeIsThereThreeTimes() throws IOException {
        Map<String, String> outcomes = expected();

        assertThat(ehr.store().current("Patient").stream().map(StoredVersion::id))
                .containsExactlyInAnyOrderElementsOf(outcomes.keySet());
        Map<String, Long> counts =
                outcomes.values().stream().collect(Collectors.groupingBy(outcome -> outcome, Collectors.counting()));
        assertThat(counts.keySet())
                .containsExactlyInAnyOrder(
                        "not-applicable",
                        "contraindicated",
                        "indeterminate",
                        "caution",
                        "no-contraindication-found",
                        "re-keyed");
        counts.remove("re-keyed");
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isGreaterThanOrEqualTo(3));
        assertThat(outcomes).hasSizeGreaterThanOrEqualTo(30);
    }

    @Test
    void everyPageOfThePatientWithManyConditionsGivesAll27() {
        List<String> seen = new ArrayList<>();
        String url = "Condition?patient=demo-many-01";
        int pages = 0;
        while (!url.isEmpty() && pages < 10) {
            JsonNode page = json(new Http(ehr).get(url));
            page.path("entry")
                    .forEach(entry -> seen.add(entry.at("/resource/id").asText()));
            url = link(page, "next");
            pages++;
        }

        assertThat(pages).isEqualTo(3);
        assertThat(seen).hasSize(27).doesNotHaveDuplicates();
    }

    @Test
    void ourOwnResourcesAreStrictR4WithoutPlaceholders() {
        IParser parser = FhirContext.forR4Cached().newJsonParser().setParserErrorHandler(new StrictErrorHandler());
        Set<String> raw = Set.of("demo-broken-date-01-dermatitis", "demo-wrong-version-01-reflux");
        List<StoredVersion> own = Stream.of(
                        "Patient",
                        "Condition",
                        "MedicationRequest",
                        "MedicationStatement",
                        "Medication",
                        "Observation",
                        "Procedure",
                        "AllergyIntolerance",
                        "ServiceRequest")
                .flatMap(type -> ehr.store().current(type).stream())
                .filter(version -> version.id().startsWith("demo-") && !raw.contains(version.id()))
                .toList();

        assertThat(own).hasSizeGreaterThan(100).allSatisfy(version -> {
            assertThat(version.json()).doesNotContain("{{");
            parser.parseResource(version.json());
        });
    }

    @Test
    void brokenConditionIsServedAsItsFileSays() throws IOException {
        String file = text("raw/demo-broken-date-01/Condition-demo-broken-date-01-dermatitis.json");

        assertThat(new Http(ehr).get("Condition?patient=demo-broken-date-01").body())
                .contains("\"resource\":" + file)
                .contains("demo-broken-date-01-asthma");
    }

    @Test
    void conditionWithoutASubjectReferenceIsFoundUnderItsPatient() {
        JsonNode bundle = json(new Http(ehr).get("Condition?patient=demo-subject-01"));

        assertThat(bundle.path("total").asInt()).isEqualTo(2);
        assertThat(bundle.findValuesAsText("display")).contains("Someone");
    }

    @Test
    void datesAreCountedFromTheEvaluationDate() {
        assertThat(ehr.store()
                        .current("Condition", "demo-pregnancy-01-pregnancy")
                        .orElseThrow()
                        .json())
                .contains("\"onsetDateTime\":\"2026-01-22\"");
    }

    @Test
    void syntheaIsWhole() {
        assertThat(ehr.store().current("Patient").stream()
                        .filter(patient -> patient.json().contains("synthetichealth")))
                .hasSize(22);
    }

    @Test
    void everyCopiedFileHasALicenceLine() throws IOException {
        Set<String> licensed = text("LICENCES.tsv")
                .lines()
                .map(line -> line.split("\t")[0].split(" ")[0])
                .collect(Collectors.toCollection(HashSet::new));

        assertThat(text("index.txt").lines().filter(file -> !file.startsWith("authored/") && !file.startsWith("raw/")))
                .allSatisfy(file -> assertThat(licensed).contains(file));
    }

    private static Map<String, String> expected() throws IOException {
        return text("expected-outcomes.tsv")
                .lines()
                .skip(1)
                .map(line -> line.split("\t"))
                .collect(Collectors.toMap(cells -> cells[0], cells -> cells[1]));
    }

    private static String text(String file) throws IOException {
        try (InputStream in = DemoPopulationTest.class.getResourceAsStream("/sandbox/population/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
