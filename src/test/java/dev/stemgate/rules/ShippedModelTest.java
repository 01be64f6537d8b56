// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ShippedModelTest {

    static final Path MODEL = Path.of("model");

    private final Model model = ModelLoader.load(MODEL, "test");

    @Test
    void everyCriterionOfTheModelPageIsThere() {
        assertThat(model.criteria()).hasSize(34);
        assertThat(model.criteria().stream().filter(Criterion::absolute)).hasSize(10);
    }

    @Test
    void fourteenCriteriaAreEvaluated() {
        List<String> evaluated = model.criteria().stream()
                .filter(Criterion::evaluated)
                .map(Criterion::id)
                .collect(Collectors.toList());
        assertThat(evaluated)
                .containsExactly(
                        "active-malignancy",
                        "recent-cancer-treatment",
                        "pregnancy",
                        "breastfeeding",
                        "hiv",
                        "immunodeficiency",
                        "unstable-mental-state",
                        "acute-inflammation",
                        "chronic-exacerbation",
                        "coagulation-disorder",
                        "cardiovascular-disease",
                        "autoimmune-disease",
                        "diabetes",
                        "age-45-or-over");
    }

    @Test
    void theVersionDependsOnTerminologyAndPolicies() {
        Model other = ModelLoader.load(MODEL, "other lists");
        Model waived = model.with(
                new Policies(Policies.Unclassified.NOTE, Policies.NoMedications.NONE, Policies.DualUse.COUNT));
        assertThat(Set.of(
                        model.version().hash(),
                        other.version().hash(),
                        waived.version().hash()))
                .hasSize(3);
        assertThat(ModelLoader.load(MODEL, "test").version()).isEqualTo(model.version());
    }

    @Test
    void aCriterionWithoutCodesIsNotEvaluated() {
        Model limited = model.withCodesFor(Set.of("hiv"));
        assertThat(limited.criteria().stream().filter(Criterion::evaluated).map(Criterion::id))
                .containsExactly("hiv", "age-45-or-over");
    }
}
