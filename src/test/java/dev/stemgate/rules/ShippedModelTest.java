// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.terminology.CodeListTerminology;
import java.io.IOException;
import java.nio.file.Files;
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
    void everyCriterionIsEvaluated() {
        assertThat(model.criteria()).allSatisfy(criterion -> {
            assertThat(criterion.evaluated()).as(criterion.id()).isTrue();
            assertThat(criterion.sources()).isNotEmpty();
        });
    }

    @Test
    void everyCriterionHasCodesInTheShippedLists() {
        Set<String> listed =
                CodeListTerminology.read(MODEL, ModelLoader.criterionIds(MODEL)).criteria();
        assertThat(model.withCodesFor(listed).criteria()).allMatch(Criterion::evaluated);
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
    void everyQuestionOfTheListIsAsked() throws IOException {
        Set<String> asked = model.evidence().observations().tests().stream()
                .flatMap(test -> test.codes().stream())
                .collect(Collectors.toSet());
        List<String> listed = Files.readAllLines(MODEL.resolve("code-lists/loinc.tsv")).stream()
                .skip(1)
                .filter(line -> !line.contains("\texclude\t"))
                .map(line -> line.split("\t")[3])
                .toList();
        assertThat(asked).containsExactlyInAnyOrderElementsOf(listed);
    }

    @Test
    void everyTestBearsOnACriterion() {
        Set<String> used = model.criteria().stream()
                .flatMap(criterion -> criterion.rows().stream())
                .flatMap(row -> row.selector().features().stream())
                .collect(Collectors.toSet());
        assertThat(used)
                .containsAll(model.evidence().observations().tests().stream()
                        .map(ObservationTest::id)
                        .toList());
    }

    @Test
    void aCriterionWithoutCodesIsNotEvaluated() {
        Model limited = model.withCodesFor(Set.of("hiv"));
        assertThat(limited.criteria().stream().filter(Criterion::evaluated).map(Criterion::id))
                .containsExactly("hiv", "age-45-or-over");
    }

    @Test
    void aCriterionIsEvaluatedByTheListsOfOthersThatItsRowsName() {
        Model limited = model.withCodesFor(Set.of("active-malignancy"));
        assertThat(limited.criteria().stream().filter(Criterion::evaluated).map(Criterion::id))
                .contains("active-malignancy", "past-malignancy")
                .doesNotContain("mental-health-condition", "complex-history");
    }
}
