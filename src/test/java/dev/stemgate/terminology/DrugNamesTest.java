// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import static dev.stemgate.terminology.ShippedLists.drug;
import static dev.stemgate.terminology.ShippedLists.drugText;
import static dev.stemgate.terminology.ShippedLists.match;
import static dev.stemgate.terminology.ShippedLists.role;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drug names (MODEL §3). */
class DrugNamesTest {

    private static Classification local(String name) {
        return drug("urn:hospital:drugs", "4711", name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Thiotepa 100 mg|recent-cancer-treatment",
                "ANASTROZOL 1MG TABLET|recent-cancer-treatment",
                "Azathioprin 50 mg Tabletten|immunosuppressant-therapy",
                "prednisone 5 MG|immunosuppressant-therapy",
                "warfarin sodium 5 mg|antithrombotic-therapy",
                "Reaptan 10 mg/10 mg (perindopril arginine/amlodipine) tablet, 30|cardiovascular-disease"
            })
    void anIngredientThatBearsOnACriterionIsPossible(String name, String criterion) {
        assertThat(match(local(name), criterion).orElseThrow().basis()).isEqualTo(Match.Basis.WORDS);
        assertThat(match(drugText(name), criterion)).isPresent();
    }

    @Test
    void aNameWithoutStrengthIsNotTheRareHighDoseVial() {
        Match match = match(drugText("methotrexate 2.5 mg"), "recent-cancer-treatment")
                .orElseThrow();

        assertThat(match.role()).isEqualTo(Role.SIGNAL);
        assertThat(match.classes()).contains("dual-use");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"simvastatin 40 mg tablet, 30", "Simvastatin / Ezetimibe 10 mg", "Pregabalin Kapseln 75 mg"})
    void harmlessIngredientsClassifyACode(String name) {
        assertThat(local(name).standing()).isEqualTo(Classification.Standing.CLASSIFIED);
        assertThat(local(name).matches()).isEmpty();
    }

    @Test
    void harmlessIngredientsDoNotClearAText() {
        assertThat(drugText("simvastatin 40 mg").standing()).isEqualTo(Classification.Standing.UNCLASSIFIED);
    }

    @Test
    void theTextNamesADrugCodeWithoutDisplay() {
        Classification found =
                drug(new Concept(List.of(new Code("urn:hospital:drugs", "1", "")), "simvastatin 40 mg tablet", ""));

        assertThat(found.standing()).isEqualTo(Classification.Standing.CLASSIFIED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"simvastatin / foobarin 5 mg", "Little Pink Pill for water retention", "Tablet 5 mg", "PAT-17"})
    void oneUnknownIngredientLeavesItUnclassified(String name) {
        assertThat(local(name).standing()).isEqualTo(Classification.Standing.UNCLASSIFIED);
    }

    @Test
    void formsThatActLocallyAreNotTheTablet() {
        assertThat(role(drugText("prednisolone eye drops"), "immunosuppressant-therapy"))
                .isEmpty();
        assertThat(role(drugText("prednisolone 5 mg tablet"), "immunosuppressant-therapy"))
                .contains(Role.INCLUDE);
    }

    @Test
    void aDeniedOrProphylacticDrugIsNotHit() {
        assertThat(drugText("no methotrexate").matches()).isEmpty();
        assertThat(drugText("prophylaxis with emtricitabine").matches()).isEmpty();
    }

    @Test
    void brandsRaiseAndDoNotClear() {
        assertThat(drugText("Percocet").matches()).isNotEmpty();
        assertThat(local("Bactrim DS tablet").standing()).isEqualTo(Classification.Standing.UNCLASSIFIED);
    }
}
