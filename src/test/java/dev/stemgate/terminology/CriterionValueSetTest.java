// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The published value sets say what the code lists say. */
class CriterionValueSetTest {

    private static final Path PUBLISHED = Path.of("fhir-profiles");
    private static final ValueSetEdition EDITION = new ValueSetEdition("2026.1", LocalDate.of(2026, 11, 22));
    private static final CodeLists LISTS =
            CodeLists.read(ShippedLists.MODEL.resolve("code-lists"), ShippedLists.CRITERIA, List.of());

    /** Written by {@code -Dtest=CriterionValueSetTest -Dstemgate.examples=write} after a deliberate change of the lists. */
    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"INCLUDE", "SIGNAL"})
    void theShippedValueSetsOfHivAreWhatTheListsSay(Role role) throws IOException {
        Path file = PUBLISHED.resolve("ValueSet-" + CodeListTerminology.valueSetId("hiv", role) + ".json");
        String json = ShippedLists.TERMINOLOGY.valueSet("hiv", role, EDITION).orElseThrow();
        if ("write".equals(System.getProperty("stemgate.examples"))) {
            Files.writeString(file, json);
        }
        assertThat(file).hasContent(json);
    }

    @Test
    void everyListedCodeStandsInExactlyTheSetsOfItsRoles() throws IOException {
        Map<String, Set<String>> expected = new HashMap<>();
        for (CodeSystem system : List.of(CodeSystem.SNOMED, CodeSystem.RXNORM)) {
            LISTS.exact().codes(system).forEach((code, known) -> known.entries()
                    .forEach(entry -> expected.computeIfAbsent(
                                    CodeListTerminology.valueSetId(entry.criterion(), entry.role()),
                                    none -> new TreeSet<>())
                            .add(system.id() + " " + code)));
        }
        long rows = 0;
        for (String criterion : ShippedLists.CRITERIA) {
            for (Role role : Role.values()) {
                Set<String> found = new TreeSet<>();
                for (JsonNode include : includes(criterion, role)) {
                    String system = include.path("system").asText().contains("snomed") ? "snomed " : "rxnorm ";
                    include.path("concept").forEach(concept -> {
                        assertThat(concept.path("display").asText()).isNotBlank();
                        found.add(system + concept.path("code").asText());
                    });
                }
                rows += found.size();
                assertThat(found)
                        .isEqualTo(expected.getOrDefault(CodeListTerminology.valueSetId(criterion, role), Set.of()));
            }
        }
        assertThat(rows)
                .isEqualTo(expected.values().stream().mapToLong(Set::size).sum())
                .isGreaterThan(40_000);
    }

    @ParameterizedTest
    @EnumSource(
            value = CodeSystem.class,
            names = {"ICD_10", "ICD_10_CM", "ICD_10_GM", "ICD_9_CM", "ATC"})
    void thePatternsDecideAsTheLongestPrefixDoes(CodeSystem system) {
        Set<String> codes = new TreeSet<>();
        for (PrefixRule rule : LISTS.prefixes(system)) {
            for (String end : List.of(rule.low(), rule.high())) {
                for (String suffix : List.of("", "0", "9", "1A", "01")) {
                    String code = end + suffix;
                    if (List.of(code).equals(ClassificationCodes.read(code, system))) {
                        codes.add(code);
                    }
                }
            }
        }
        assertThat(codes).hasSizeGreaterThan(200);
        for (String criterion : ShippedLists.CRITERIA) {
            for (Role role : Role.values()) {
                Optional<Pattern> pattern = PrefixPattern.of(LISTS.prefixes(system), system, criterion, role)
                        .map(Pattern::compile);
                for (String code : codes) {
                    boolean said = LISTS.byPrefix(code, system).stream()
                            .anyMatch(entry -> entry.criterion().equals(criterion) && entry.role() == role);
                    assertThat(pattern.map(one ->
                                            one.matcher(written(code, system)).matches())
                                    .orElse(false))
                            .as("%s %s is %s for %s by %s", system, code, role, criterion, pattern)
                            .isEqualTo(said);
                }
            }
        }
    }

    @Test
    void aCriterionWithoutCodesHasNoValueSet() {
        assertThat(ShippedLists.TERMINOLOGY.valueSet("age-45-or-over", Role.INCLUDE, EDITION))
                .isEmpty();
    }

    private static JsonNode includes(String criterion, Role role) throws IOException {
        Optional<String> json = ShippedLists.TERMINOLOGY.valueSet(criterion, role, EDITION);
        return new ObjectMapper().readTree(json.orElse("{}")).path("compose").path("include");
    }

    /** As the system writes it, with a dot after the category. */
    private static String written(String code, CodeSystem system) {
        int category = system == CodeSystem.ICD_9_CM && code.startsWith("E") ? 4 : 3;
        return system == CodeSystem.ATC || code.length() <= category
                ? code
                : code.substring(0, category) + "." + code.substring(category);
    }
}
