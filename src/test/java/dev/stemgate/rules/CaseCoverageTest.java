// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every evaluated criterion has a case of every required kind, or says in {@code cases/kinds.yaml} why it cannot. */
class CaseCoverageTest {

    private final Model model = ModelLoader.load(ShippedModelTest.MODEL, "cases");
    private final Map<String, Object> rules = ScreeningCase.yaml(ScreeningCase.FOLDER.resolve("kinds.yaml"));
    private final List<ScreeningCase> cases = ScreeningCase.all();

    @Test
    void everyEvaluatedCriterionHasEveryKindOfCase() {
        Set<String> lacking = new TreeSet<>();
        for (Criterion criterion : model.criteria()) {
            if (criterion.evaluated()) {
                Set<String> kinds = kinds(criterion.id());
                Map<?, ?> exempt = exempt(criterion.id());
                required().stream()
                        .filter(kind -> !kinds.contains(kind) && !exempt.containsKey(kind))
                        .forEach(kind -> lacking.add(criterion.id() + " lacks " + kind));
            }
        }
        assertThat(lacking).isEmpty();
    }

    @Test
    void nothingIsExemptThatHasACase() {
        Map<?, ?> exempt = (Map<?, ?>) rules.get("not-applicable");
        exempt.forEach((criterion, kinds) -> {
            assertThat(kinds(String.valueOf(criterion)))
                    .doesNotContainAnyElementsOf(((Map<?, ?>) kinds)
                            .keySet().stream().map(String::valueOf).collect(Collectors.toSet()));
            assertThat(((Map<?, ?>) kinds).values())
                    .allSatisfy(why -> assertThat(String.valueOf(why)).isNotBlank());
        });
    }

    @Test
    void everyCaseIsFiledUnderAnEvaluatedCriterionAndExpectsSomething() {
        Set<String> evaluated = model.criteria().stream()
                .filter(Criterion::evaluated)
                .map(Criterion::id)
                .collect(Collectors.toSet());
        assertThat(cases).hasSizeGreaterThan(450).allSatisfy(given -> {
            assertThat(evaluated).contains(given.criterion());
            assertThat(given.findings().size() + given.expected().size()).isPositive();
        });
    }

    private List<String> required() {
        return ((List<?>) rules.get("required")).stream().map(String::valueOf).collect(Collectors.toList());
    }

    private Map<?, ?> exempt(String criterion) {
        Object exempt = ((Map<?, ?>) rules.get("not-applicable")).get(criterion);
        return exempt instanceof Map<?, ?> map ? map : Map.of();
    }

    private Set<String> kinds(String criterion) {
        return cases.stream()
                .filter(given -> given.criterion().equals(criterion))
                .flatMap(given -> given.kinds().stream())
                .collect(Collectors.toSet());
    }
}
