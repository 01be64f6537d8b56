// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Evidence;
import dev.stemgate.model.Evidence.Weight;
import dev.stemgate.model.Fingerprint;
import dev.stemgate.model.Screening;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a screening says of its evidence and reasons. */
class EvidenceTest {

    private static final Model MODEL = ModelLoader.load(ShippedModelTest.MODEL, "evidence");
    private static final Evaluator EVALUATOR = new Evaluator(MODEL, new CaseTerminology());

    private static Screening screen(String name) {
        ScreeningCase given = ScreeningCase.all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        return new Evaluator(MODEL.with(given.sitePolicies()), new CaseTerminology())
                .evaluate(given.facts(), given.asOf());
    }

    private static CriterionResult result(Screening screening, String criterion) {
        return screening.criteria().stream()
                .filter(one -> one.id().equals(criterion))
                .findFirst()
                .orElseThrow();
    }

    private static Evidence only(String name, String criterion) {
        List<Evidence> evidence = result(screen(name), criterion).evidence();
        assertThat(evidence).hasSize(1);
        return evidence.get(0);
    }

    @Test
    void aRecordThatDoesNotCountIsShownWithTheNumbers() {
        Evidence piece = only("recent-cancer-treatment/five-years-and-a-day", "recent-cancer-treatment");
        assertThat(piece.weight()).isEqualTo(Weight.NOT_COUNTED);
        assertThat(piece.why()).isEqualTo("It does not count: dated 2020-12-31, more than 5 years before 2026-01-01.");
    }

    @Test
    void aRefutedRecordIsShown() {
        Evidence piece = only("hiv/refuted", "hiv");
        assertThat(piece.weight()).isEqualTo(Weight.NOT_COUNTED);
        assertThat(piece.why()).isEqualTo("It does not count: its verification status is active, refuted.");
    }

    @Test
    void severalCodingsAreOnePieceOfEvidence() {
        assertThat(only("active-malignancy/several-codings", "active-malignancy")
                        .code()
                        .code())
                .isEqualTo("C50.911");
    }

    @Test
    void activeButAbatedSaysSo() {
        assertThat(only("active-malignancy/active-but-abated", "active-malignancy")
                        .why())
                .isEqualTo("It is suggestive: active; it is marked active but abated in the past.");
    }

    @Test
    void aStaleProblemIsListedToBeClosed() {
        assertThat(only("acute-inflammation/self-limiting-366-days", "acute-inflammation")
                        .why())
                .startsWith("Stale problem to close");
    }

    @Test
    void reasonsAreClinicalFirstAndCodesToClassifyLast() {
        Screening screening = screen("recent-cancer-treatment/unclassified-drug");
        assertThat(screening.reasons())
                .containsExactly("Codes to classify: 1 code has not been classified yet and may hide a finding.");
        assertThat(screening.toClassify()).hasSize(1);
        assertThat(screen("hiv/met").reasons().get(0))
                .startsWith("HIV infection is present: B20 (Condition/c1, active, 2025-09-23)");
    }

    @Test
    void theSameResultOnAnotherDayHasTheSameFingerprint() {
        for (ScreeningCase given : ScreeningCase.all()) {
            Screening today = EVALUATOR.evaluate(given.facts(), given.asOf());
            boolean lasts = today.changesOn()
                    .map(day -> day.isAfter(given.asOf().plusDays(1)))
                    .orElse(true);
            if (lasts && given.facts().readOn().equals(given.asOf())) {
                Screening tomorrow =
                        EVALUATOR.evaluate(given.facts(), given.asOf().plusDays(1));
                assertThat(tomorrow.reasons()).isEqualTo(today.reasons());
                assertThat(Fingerprint.of(tomorrow)).as(given.name()).isEqualTo(Fingerprint.of(today));
            }
        }
    }

    @Test
    void aComplexHistoryNamesTheDiseasesThatItCounts() {
        List<Evidence> evidence =
                result(screen("complex-history/met"), "complex-history").evidence();
        assertThat(evidence).extracting(Evidence::weight).containsOnly(Weight.DEFINITE);
        assertThat(evidence)
                .extracting(Evidence::why)
                .containsExactly(
                        "It is among 3 or more distinct diseases: Diabetes.",
                        "It is among 3 or more distinct diseases: Cardiovascular disease.",
                        "It is among 3 or more distinct diseases: Autoimmune disease.");
    }

    @Test
    void aSuggestiveDiseaseThatIsNeededMakesAllOfThemSuggestive() {
        List<Evidence> evidence = result(screen("complex-history/suggestive-third"), "complex-history")
                .evidence();
        assertThat(evidence).hasSize(3).extracting(Evidence::weight).containsOnly(Weight.SUGGESTIVE);
        assertThat(evidence.get(2).why())
                .isEqualTo("It is among 3 or more distinct diseases: Autoimmune disease; it is suggestive.");
    }

    @Test
    void tooFewDiseasesAreShownUnderTheirOwnCriteriaOnly() {
        Screening two = screen("complex-history/two-diseases");
        assertThat(result(two, "complex-history").evidence()).isEmpty();
        assertThat(result(two, "diabetes").evidence()).hasSize(1);
    }

    @Test
    void aKidneyDiseaseThatIsOverIsShownAsNotCounted() {
        Evidence piece = only("complex-history/kidney-resolved", "complex-history");
        assertThat(piece.weight()).isEqualTo(Weight.NOT_COUNTED);
        assertThat(piece.why()).isEqualTo("It does not count: it is not active.");
    }
}
