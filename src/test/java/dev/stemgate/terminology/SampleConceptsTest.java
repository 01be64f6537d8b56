// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import static dev.stemgate.terminology.ShippedLists.TERMINOLOGY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every Condition and medication concept of the published samples. */
class SampleConceptsTest {

    private record Sample(Terminology.Domain domain, Concept concept) {

        Classification classify() {
            return TERMINOLOGY.classify(concept, domain);
        }
    }

    @Test
    void onlyTheseSamplesAreUnclassified() throws IOException {
        List<String> unclassified = samples().stream()
                .filter(sample -> sample.classify().standing() == Classification.Standing.UNCLASSIFIED)
                .map(sample -> sample.concept().label())
                .sorted()
                .toList();

        assertThat(unclassified)
                .containsExactly(
                        "Active Duodenal Ulcer",
                        "Acute renal insufficiency specified as due to procedure",
                        "Asthma",
                        "Bactrim DS - tablet",
                        "Burnt Ear",
                        "Little Pink Pill for water retention",
                        "Nutrition impaired due to limited access to healthful foods (finding)");
    }

    @Test
    void noTrueDisplayOfASampleContradictsItsCode() throws IOException {
        assertThat(samples()).hasSize(341);
        assertThat(samples().stream()
                        .flatMap(sample -> sample.classify().matches().stream())
                        .filter(match -> match.basis() == Match.Basis.CODE_AGAINST_DISPLAY))
                .isEmpty();
    }

    private static List<Sample> samples() throws IOException {
        List<Sample> samples = new ArrayList<>();
        try (InputStream in = SampleConceptsTest.class.getResourceAsStream("/terminology/sample-concepts.ndjson")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                samples.add(sample(new ObjectMapper().readTree(line)));
            }
        }
        return samples;
    }

    private static Sample sample(JsonNode json) {
        List<Code> codings = new ArrayList<>();
        json.path("coding")
                .forEach(coding -> codings.add(new Code(
                        coding.path("system").asText(""),
                        coding.path("code").asText(""),
                        coding.path("display").asText(""))));
        return new Sample(
                json.path("kind").asText().equals("drug") ? Terminology.Domain.DRUG : Terminology.Domain.CLINICAL,
                new Concept(codings, json.path("text").asText(""), ""));
    }
}
