// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import static dev.stemgate.terminology.ShippedLists.ICD_10_CM;
import static dev.stemgate.terminology.ShippedLists.MODEL;
import static dev.stemgate.terminology.ShippedLists.RXNORM;
import static dev.stemgate.terminology.ShippedLists.SNOMED;
import static dev.stemgate.terminology.ShippedLists.TERMINOLOGY;
import static dev.stemgate.terminology.ShippedLists.clinical;
import static dev.stemgate.terminology.ShippedLists.drug;
import static dev.stemgate.terminology.ShippedLists.match;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayContradictionTest {

    @Test
    void pregnantShownAsBurnOfEarIsSuggestiveOnly() {
        Match match =
                match(clinical(SNOMED, "77386006", "Burn of ear"), "pregnancy").orElseThrow();

        assertThat(match.basis()).isEqualTo(Match.Basis.CODE_AGAINST_DISPLAY);
        assertThat(match.suggestiveOnly()).isTrue();
    }

    @Test
    void aSmallWordThatInitialsHappenToSpellIsNoAbbreviation() {
        DisplayCheck displays = new DisplayCheck(
                Synonyms.of(TsvFile.read(MODEL.resolve("words/synonyms.tsv"), "group", "words", "source")),
                List.of(new KnownCode(
                        Terminology.Domain.CLINICAL, List.of("Burn of ear", "Fracture of foot"), List.of())));

        assertThat(displays.contradicts("Burn of ear", List.of("Fracture of foot")))
                .isTrue();
        assertThat(displays.contradicts("MI", List.of("Myocardial infarction"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "77386006,pregnancy,Pregnancy (finding)",
        "77386006,pregnancy,Schwanger",
        "77386006,pregnancy,Gravid",
        "254837009,active-malignancy,Malignant tumor of breast",
        "254837009,active-malignancy,Mammakarzinom",
        "254837009,active-malignancy,Borstkanker",
        "254837009,active-malignancy,Breast Ca",
        "254837009,active-malignancy,Rintasyöpä",
        "254837009,active-malignancy,254837009"
    })
    void aTrueDisplayInOtherWordsIsPlain(String code, String criterion, String display) {
        assertThat(match(clinical(SNOMED, code, display), criterion)
                        .orElseThrow()
                        .basis())
                .isEqualTo(Match.Basis.CODE);
    }

    @Test
    void icdDisplaysNeverContradictBecauseNoneIsKnown() {
        Match match = match(
                        clinical(ICD_10_CM, "C50.919", "Malignant neoplasm of unspecified site of unspecified breast"),
                        "active-malignancy")
                .orElseThrow();

        assertThat(match.basis()).isEqualTo(Match.Basis.CODE);
    }

    @Test
    void anIrrelevantCodeContradictsOnlyWhenTheWordsHit() {
        assertThat(clinical(SNOMED, "40095003", "Sprained ankle").matches()).isEmpty();
        Match match = match(clinical(SNOMED, "40095003", "Breast cancer"), "active-malignancy")
                .orElseThrow();
        assertThat(match.basis()).isEqualTo(Match.Basis.WORDS);
    }

    @Test
    void aDrugShownAsAnotherDrugIsSuggestiveOnly() {
        Match match = match(drug(RXNORM, "198228", "methotrexate 2.5 MG Oral Tablet"), "acute-inflammation")
                .orElseThrow();

        assertThat(match.basis()).isEqualTo(Match.Basis.CODE_AGAINST_DISPLAY);
        assertThat(ShippedLists.criteria(drug(RXNORM, "198228", "methotrexate 2.5 MG Oral Tablet")))
                .contains("recent-cancer-treatment");
        assertThat(match(drug(RXNORM, "198228", "Sulfadiazine Tabletten 500"), "acute-inflammation")
                        .orElseThrow()
                        .basis())
                .isEqualTo(Match.Basis.CODE);
    }

    @Test
    void noDisplayOfTheListsContradictsItsOwnCode() {
        int rows = 0;
        for (String list : new String[] {"snomed", "rxnorm"}) {
            TsvFile file = TsvFile.read(
                    MODEL.resolve("code-lists").resolve(list + ".tsv"),
                    "criterion",
                    "role",
                    "kind",
                    "code",
                    "display",
                    "class",
                    "note",
                    "source");
            for (TsvFile.Row row : file.rows()) {
                Code coding = new Code(
                        list.equals("snomed") ? SNOMED : RXNORM, file.get(row, "code"), file.get(row, "display"));
                Terminology.Domain domain = file.get(row, "kind").equals("medication")
                        ? Terminology.Domain.DRUG
                        : Terminology.Domain.CLINICAL;
                Classification found = TERMINOLOGY.classify(Concept.of(coding), domain);
                assertThat(found.standing()).as("%s", coding).isEqualTo(Classification.Standing.CLASSIFIED);
                assertThat(found.matches()).as("%s", coding).noneMatch(Match::suggestiveOnly);
                boolean excluded = file.get(row, "role").equals("exclude");
                assertThat(match(found, file.get(row, "criterion")).isPresent())
                        .as("%s", coding)
                        .isEqualTo(!excluded);
                rows++;
            }
        }
        assertThat(rows).isEqualTo(41390 + 7962);
    }
}
