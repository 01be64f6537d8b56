// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import static dev.stemgate.terminology.ShippedLists.ICD_10;
import static dev.stemgate.terminology.ShippedLists.SNOMED;
import static dev.stemgate.terminology.ShippedLists.clinical;
import static dev.stemgate.terminology.ShippedLists.concept;
import static dev.stemgate.terminology.ShippedLists.match;
import static dev.stemgate.terminology.ShippedLists.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text raises, never clears (MODEL §3). */
class TextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "active-malignancy|Large diffuse B-cell lymphoma of the brain",
                "active-malignancy|Suspected lung cancer",
                "active-malignancy|lung cancer cannot be excluded",
                "active-malignancy|triple-negative breast cancer",
                "active-malignancy|Osteosarcoma of femur",
                "active-malignancy|Brustkrebs",
                "active-malignancy|V.a. Leukämie",
                "active-malignancy|Verdacht auf Mammakarzinom",
                "active-malignancy|No HIV. Breast cancer",
                "active-malignancy|AML in remission",
                "recent-cancer-treatment|history of breast cancer",
                "recent-cancer-treatment|adjuvant chemotherapy",
                "pregnancy|Pregnant, second trimester",
                "pregnancy|Schwangerschaft 20. SSW",
                "breastfeeding|stillt ihr Kind",
                "breastfeeding|breast-feeding mother",
                "hiv|HIV-positive",
                "hiv|history of HIV infection",
                "hiv|AIDS",
                "immunodeficiency|severe combined immunodeficiency",
                "immunodeficiency|Immundefekt",
                "unstable-mental-state|acute psychosis",
                "unstable-mental-state|Suizidversuch",
                "acute-inflammation|akute Bronchitis",
                "acute-inflammation|Pneumonie",
                "acute-inflammation|sepsis",
                "chronic-exacerbation|COPD-Exazerbation",
                "coagulation-disorder|Hämophilie A",
                "coagulation-disorder|von Willebrand disease",
                "cardiovascular-disease|Herzinsuffizienz NYHA III",
                "diabetes|type 2 diabetes",
                "autoimmune-disease|rheumatoid arthritis"
            })
    void wordsRaise(String criterion, String words) {
        Match match = match(text(words), criterion).orElseThrow();

        assertThat(match.basis()).isEqualTo(Match.Basis.WORDS);
        assertThat(match.suggestiveOnly()).isTrue();
        assertThat(match.code()).isEqualTo(new Code("", "", words));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unstable-mental-state|acute psychosis|INCLUDE",
                "unstable-mental-state|Suizidversuch|INCLUDE",
                "unstable-mental-state|paranoid schizophrenia|SIGNAL",
                "acute-inflammation|Pneumonie|INCLUDE",
                "acute-inflammation|fever|SIGNAL",
                "chronic-exacerbation|COPD-Exazerbation|INCLUDE",
                "diabetes|type 2 diabetes|INCLUDE",
                "autoimmune-disease|rheumatoid arthritis|INCLUDE"
            })
    void theNameOfADiseaseHasTheRoleOfItsCode(String criterion, String words, Role role) {
        assertThat(match(text(words), criterion).orElseThrow().role()).isEqualTo(role);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No evidence of breast cancer",
                "Family history of breast cancer",
                "breast cancer in mother",
                "Screening for HIV",
                "HIV screening",
                "Exposure to HIV",
                "HIV negative",
                "pregnancy test negative",
                "HIV-Prophylaxe",
                "Denies pregnancy",
                "Not pregnant",
                "Past pregnancy",
                "kein Anhalt für Malignom",
                "Familienanamnese: Brustkrebs",
                "ohne Zeichen einer Sepsis",
                "benign neoplasm of skin",
                "malignant hyperthermia reaction",
                "wears hearing aids",
                "intestinal complaint",
                "lung cancer was ruled out",
                "Asthma"
            })
    void silentContextsNeitherMatchNorClear(String words) {
        Classification found = text(words);

        assertThat(found.matches()).isEmpty();
        assertThat(found.standing()).isEqualTo(Classification.Standing.UNCLASSIFIED);
    }

    @Test
    void remissionAndHistoryCarryTheirClass() {
        assertThat(match(text("AML in remission"), "active-malignancy")
                        .orElseThrow()
                        .classes())
                .containsExactly("remission");
        assertThat(match(text("history of breast cancer"), "recent-cancer-treatment")
                        .orElseThrow()
                        .classes())
                .containsExactly("history-of");
        assertThat(match(text("history of breast cancer"), "active-malignancy")).isEmpty();
    }

    @Test
    void aTextThatIsAKnownDisplaySaysWhatItsCodeSays() {
        assertThat(match(text("MALIGNANT neoplasm of breast, (disorder)"), "active-malignancy")
                        .orElseThrow()
                        .role())
                .isEqualTo(Role.INCLUDE);
        assertThat(text("Injury of kidney (disorder)").standing()).isEqualTo(Classification.Standing.UNCLASSIFIED);
    }

    @Test
    void wordsOfUnknownCodesCount() {
        Classification found = clinical("urn:local", "77", "Non-Hodgkin lymphoma");

        assertThat(match(found, "active-malignancy").orElseThrow().code().system())
                .isEqualTo("urn:local");
    }

    @Test
    void textBesideAKnownCodeIsNotRead() {
        Classification found =
                clinical(concept("breast cancer of the mother", new Code(SNOMED, "40095003", "Injury of kidney")));

        assertThat(found.matches()).isEmpty();
        assertThat(found.standing()).isEqualTo(Classification.Standing.CLASSIFIED);
        assertThat(clinical(concept("", new Code(ICD_10, "L60.0", ""))).standing())
                .isEqualTo(Classification.Standing.CLASSIFIED);
    }
}
