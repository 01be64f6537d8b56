// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import static dev.stemgate.terminology.ShippedLists.criteria;
import static dev.stemgate.terminology.ShippedLists.drugText;
import static dev.stemgate.terminology.ShippedLists.match;
import static dev.stemgate.terminology.ShippedLists.text;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Negation, family, suspicion, screening, exposure, prophylaxis and history in both languages, and what lifts them. */
class WordContextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no malignancy",
                "denies pregnancy",
                "patient is not pregnant",
                "without signs of infection",
                "no evidence of HIV infection",
                "negative for HIV",
                "kein Anhalt für Malignom",
                "keine Schwangerschaft",
                "ohne Hinweis auf Thrombose",
                "nicht schwanger",
                "Ausschluss einer Lungenembolie",
                "Malignom ausgeschlossen",
                "Lungenembolie wurde ausgeschlossen",
                "HIV negativ",
                "verneint Alkohol"
            })
    void aNegationRaisesNothing(String words) {
        assertThat(criteria(text(words))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "active-malignancy|Malignom nicht ausgeschlossen",
                "active-malignancy|malignancy not excluded",
                "active-malignancy|Karzinom kann nicht ausgeschlossen werden",
                "pregnancy|pregnancy cannot be ruled out",
                "pregnancy|Schwangerschaft nicht auszuschließen",
                "pregnancy|kein HIV. Schwanger",
                "hiv|not pregnant; HIV positive",
                "hiv|nicht schwanger, aber HIV-Infektion",
                "active-malignancy|no pain but lung cancer"
            })
    void whatLiftsANegationRaises(String criterion, String words) {
        assertThat(match(text(words), criterion)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "family history of breast cancer",
                "FH: colon cancer",
                "mother had leukemia",
                "breast cancer in sister",
                "Familienanamnese: Diabetes",
                "Mutter hatte Brustkrebs",
                "Mammakarzinom bei Mutter",
                "Mutter an Brustkrebs verstorben",
                "familiär belastet mit Hämophilie"
            })
    void anotherPersonsDiseaseRaisesNothing(String words) {
        assertThat(criteria(text(words))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "active-malignancy|breast cancer, family informed",
                "active-malignancy|Mammakarzinom, Familie aufgeklärt",
                "active-malignancy|suspected lymphoma",
                "active-malignancy|Verdacht auf Lymphom",
                "active-malignancy|V.a. Lymphom",
                "pregnancy|suspected pregnancy",
                "pregnancy|V.a. Schwangerschaft",
                "hiv|Verdacht auf HIV-Infektion",
                "coagulation-disorder|rule out pulmonary embolism"
            })
    void aSuspicionRaises(String criterion, String words) {
        assertThat(match(text(words), criterion)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "screening for HIV",
                "HIV-Screening",
                "screening for breast cancer",
                "Krebsfrüherkennung",
                "exposure to tuberculosis",
                "contact with and exposure to HIV",
                "Kontakt mit Tuberkulose",
                "HIV-Exposition",
                "prophylaxis for malaria",
                "Malariaprophylaxe",
                "Thromboseprophylaxe",
                "deep vein thrombosis prophylaxis",
                "Impfung gegen Influenza",
                "risk of stroke",
                "Risiko für Thrombose"
            })
    void screeningExposureAndProphylaxisRaiseNothing(String words) {
        assertThat(criteria(text(words))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "past pregnancy",
                "previous pregnancy",
                "history of pregnancy",
                "Z.n. Schwangerschaft",
                "frühere Schwangerschaft",
                "Past pregnancy history of miscarriage"
            })
    void aPastPregnancyIsNone(String words) {
        assertThat(match(text(words), "pregnancy")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "history of lymphoma",
                "status post lymphoma",
                "Z.n. Lymphom",
                "Zustand nach Lymphom",
                "Lymphom in der Vorgeschichte"
            })
    void aPastMalignancyAsksForItsTreatment(String words) {
        assertThat(match(text(words), "active-malignancy")).isEmpty();
        assertThat(match(text(words), "recent-cancer-treatment").orElseThrow().classes())
                .containsExactly("history-of");
        assertThat(match(text(words), "past-malignancy")).isPresent();
    }

    @Test
    void aDiseaseNowCountsBesideAnotherInThePast() {
        assertThat(match(text("lymphoma, now history of melanoma"), "active-malignancy"))
                .isPresent();
    }

    @Test
    void anAntenatalScreeningIsOneOfThePregnant() {
        assertThat(match(text("antenatal screening"), "pregnancy")).isPresent();
        assertThat(match(text("Down's screening blood test"), "pregnancy")).isPresent();
        assertThat(match(text("denies antenatal visit"), "pregnancy")).isEmpty();
    }

    @Test
    void anExclusionTakesOnlyItsOwnWords() {
        assertThat(match(text("chronic pneumonia"), "acute-inflammation")).isEmpty();
        assertThat(match(text("chronic pneumonia, sepsis"), "acute-inflammation"))
                .isPresent();
    }

    @Test
    void aDeniedDrugClassRaisesNothing() {
        assertThat(criteria(drugText("keine Blutverdünner"))).isEmpty();
        assertThat(criteria(drugText("no anticoagulants"))).isEmpty();
    }

    @Test
    void anIngredientIsNotWhatItsCombinationsAreFor() {
        assertThat(criteria(drugText("aspirin 100 mg"))).contains("antithrombotic-therapy");
        assertThat(criteria(drugText("ibuprofen 400 mg"))).doesNotContain("substance-use");
        assertThat(criteria(drugText("morphine 10 mg"))).doesNotContain("alcohol-use");
        assertThat(criteria(drugText("ibuprofen / oxycodone"))).contains("substance-use");
    }
}
