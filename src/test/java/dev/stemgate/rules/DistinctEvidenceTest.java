// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.ClinicalStatus;
import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import dev.stemgate.model.ConditionFact;
import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Evidence;
import dev.stemgate.model.Evidence.Weight;
import dev.stemgate.model.Finding;
import dev.stemgate.model.MedicationFact;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.model.VerificationStatus;
import dev.stemgate.terminology.Classification;
import dev.stemgate.terminology.Match;
import dev.stemgate.terminology.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One record, or several that share a code or a prefix category, count once however many criteria they meet (MODEL §2). */
class DistinctEvidenceTest {

    private static final String ICD = "http://hl7.org/fhir/sid/icd-10-cm";
    private static final String GM = "http://fhir.de/CodeSystem/bfarm/icd-10-gm";
    private static final String SNOMED = "http://snomed.info/sct";
    private static final String ATC = "http://www.whocc.no/atc";
    private static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";

    /** A record with its codes, as a list knows them. */
    private record Given(ResourceRef ref, List<Code> codes, String listNote) {
        static Given condition(String id, Code... codes) {
            return new Given(new ResourceRef("Condition", id, "1"), List.of(codes), "");
        }

        static Given drug(String id, Code code, String listNote) {
            return new Given(new ResourceRef("MedicationRequest", id, "1"), List.of(code), listNote);
        }

        Evidence counts(Weight weight) {
            return new Evidence(ref, codes.get(0), Optional.empty(), "active", weight, "");
        }
    }

    private final List<Given> records = new ArrayList<>();
    private final List<CriterionResult> results = new ArrayList<>();

    @Test
    void nothingIsNothing() {
        assertThat(distinct().counted(3)).isZero();
        assertThat(distinct().definite(3)).isZero();
    }

    @Test
    void oneRecordCountsOnceHoweverManyCriteriaItMeets() {
        Given record = given(Given.condition("a", code(ICD, "E10.22")));
        counts("diabetes", Weight.DEFINITE, record);
        counts("autoimmune-disease", Weight.DEFINITE, record);
        assertThat(distinct().definite(3)).isEqualTo(1);
    }

    @Test
    void recordsOfOneIcdCategoryCountOnceWhateverTheEdition() {
        counts("diabetes", Weight.DEFINITE, given(Given.condition("a", code(ICD, "E11.9"))));
        counts("diabetes", Weight.DEFINITE, given(Given.condition("b", code(GM, "E11.20+"))));
        counts("diabetes", Weight.DEFINITE, given(Given.condition("c", code(ICD, "E1165"))));
        assertThat(distinct().definite(3)).isEqualTo(1);
    }

    @Test
    void twoCategoriesAreTwo() {
        counts("diabetes", Weight.DEFINITE, given(Given.condition("a", code(ICD, "E11.9"))));
        counts("cardiovascular-disease", Weight.DEFINITE, given(Given.condition("b", code(ICD, "I10"))));
        assertThat(distinct().definite(5)).isEqualTo(2);
        assertThat(distinct().definite(1)).isEqualTo(1);
    }

    @Test
    void aSharedCodeIsSeenAlsoWhereAnotherCodingMatchedFirst() {
        counts("diabetes", Weight.DEFINITE, given(Given.condition("a", code(SNOMED, "44054006"), code(ICD, "E11.9"))));
        counts("diabetes", Weight.DEFINITE, given(Given.condition("b", code(SNOMED, "73211009"), code(ICD, "E11.65"))));
        assertThat(distinct().definite(3)).isEqualTo(1);
    }

    @Test
    void aSnomedCodeIsTheSameUnderEveryNameOfTheSystem() {
        counts("diabetes", Weight.DEFINITE, given(Given.condition("a", code(SNOMED, "44054006"))));
        counts(
                "diabetes",
                Weight.DEFINITE,
                given(Given.condition("b", code("urn:oid:2.16.840.1.113883.6.96", "44054006"))));
        assertThat(distinct().definite(3)).isEqualTo(1);
    }

    @Test
    void aRecordThatOverlapsTwoOthersDoesNotJoinThem() {
        counts("diabetes", Weight.DEFINITE, given(Given.condition("a", code(ICD, "E11.9"))));
        counts("cardiovascular-disease", Weight.DEFINITE, given(Given.condition("b", code(ICD, "I10"))));
        assertThat(distinct().definite(3)).isEqualTo(2);
        Given both = given(Given.condition("c", code(ICD, "E11.9"), code(ICD, "I10")));
        counts("diabetes", Weight.DEFINITE, both);
        counts("cardiovascular-disease", Weight.DEFINITE, both);
        assertThat(distinct().definite(3)).isEqualTo(2);
    }

    @Test
    void suggestiveOnesAreCountedApart() {
        counts("diabetes", Weight.DEFINITE, given(Given.condition("a", code(ICD, "E11.9"))));
        counts("genetic-disorder", Weight.SUGGESTIVE, given(Given.condition("b", code(ICD, "Q90.9"))));
        counts("genetic-disorder", Weight.NOT_COUNTED, given(Given.condition("c", code(ICD, "E84.0"))));
        assertThat(distinct().definite(3)).isEqualTo(1);
        assertThat(distinct().counted(3)).isEqualTo(2);
    }

    @Test
    void aRecordIsDefiniteWhenItIsSoForOneCriterion() {
        Given record = given(Given.condition("a", code(ICD, "J84.10")));
        counts("autoimmune-disease", Weight.SUGGESTIVE, record);
        counts("advanced-degenerative-disease", Weight.DEFINITE, record);
        assertThat(distinct().definite(3)).isEqualTo(1);
    }

    @Test
    void drugsOfOneChemicalSubgroupCountOnce() {
        counts("immunosuppressant-therapy", Weight.DEFINITE, given(Given.drug("a", code(ATC, "H02AB07"), "")));
        counts("immunosuppressant-therapy", Weight.DEFINITE, given(Given.drug("b", code(ATC, "H02AB06"), "")));
        counts("immunosuppressant-therapy", Weight.DEFINITE, given(Given.drug("c", code(ATC, "L04AX03"), "")));
        assertThat(distinct().definite(3)).isEqualTo(2);
    }

    @Test
    void productsOfOneIngredientCountOnce() {
        String note = "systemic corticosteroid; ingredient prednisone->H02AB07";
        counts("immunosuppressant-therapy", Weight.DEFINITE, given(Given.drug("a", code(RXNORM, "312615"), note)));
        counts("immunosuppressant-therapy", Weight.DEFINITE, given(Given.drug("b", code(RXNORM, "312617"), note)));
        counts("immunosuppressant-therapy", Weight.DEFINITE, given(Given.drug("c", code(ATC, "H02AB07"), "")));
        counts("immunosuppressant-therapy", Weight.DEFINITE, given(Given.drug("d", code(RXNORM, "42316"), "")));
        assertThat(distinct().definite(3)).isEqualTo(2);
    }

    @Test
    void aShortRxNormCodeIsNoIcdCategory() {
        counts("diabetes", Weight.SUGGESTIVE, given(Given.drug("a", code(RXNORM, "6809"), "")));
        counts("diabetes", Weight.SUGGESTIVE, given(Given.drug("b", code(RXNORM, "6807"), "")));
        assertThat(distinct().counted(3)).isEqualTo(2);
    }

    @Test
    void theSameWordsCountOnce() {
        counts("diabetes", Weight.SUGGESTIVE, given(Given.condition("a", new Code("", "", "Type 2  Diabetes"))));
        counts("diabetes", Weight.SUGGESTIVE, given(Given.condition("b", new Code("", "", "type 2 diabetes"))));
        counts("diabetes", Weight.SUGGESTIVE, given(Given.condition("c", new Code("", "", "Diabetes of the young"))));
        assertThat(distinct().counted(3)).isEqualTo(2);
    }

    @Test
    void aConditionAndADrugAreTwoAndForOneDiseaseOne() {
        counts("diabetes", Weight.DEFINITE, given(Given.condition("a", code(ICD, "E11.9"))));
        counts("diabetes", Weight.SUGGESTIVE, given(Given.drug("m", code(ATC, "A10BA02"), "")));
        assertThat(distinct().counted(3)).isEqualTo(2);
        assertThat(distinct().asDiseases().counted(3)).isEqualTo(1);
    }

    @Test
    void aDrugCountsAsTheDiseaseThatNoOtherRecordStandsFor() {
        counts("diabetes", Weight.DEFINITE, given(Given.condition("a", code(ICD, "E11.9"))));
        Given drug = given(Given.drug("m", code(ATC, "L04AD02"), ""));
        counts("autoimmune-disease", Weight.SUGGESTIVE, drug);
        counts("prior-transplant", Weight.SUGGESTIVE, drug);
        assertThat(distinct().asDiseases().counted(3)).isEqualTo(2);
        counts("autoimmune-disease", Weight.DEFINITE, given(Given.condition("b", code(ICD, "M05.9"))));
        assertThat(distinct().asDiseases().counted(5)).isEqualTo(3);
        counts("prior-transplant", Weight.DEFINITE, given(Given.condition("c", code(ICD, "Z94.0"))));
        assertThat(distinct().asDiseases().counted(5)).isEqualTo(3);
    }

    @Test
    void anotherRecordNeverLowersTheNumber() {
        Random random = new Random(31);
        List<String> codes = List.of("E11.9", "I10", "M05.9", "Q90.9", "G20", "E11.2", "Z94.0");
        List<String> criteria = List.of("diabetes", "cardiovascular-disease", "autoimmune-disease", "genetic-disorder");
        for (int round = 0; round < 300; round++) {
            records.clear();
            results.clear();
            int plain = 0;
            int diseases = 0;
            for (int i = 0; i < 9; i++) {
                boolean drug = random.nextInt(3) == 0;
                Given next = drug
                        ? Given.drug("m" + i, code(ATC, random.nextBoolean() ? "A10BA02" : "L04AD02"), "")
                        : Given.condition(
                                "c" + i,
                                IntStream.rangeClosed(0, random.nextInt(3))
                                        .mapToObj(at -> code(ICD, codes.get(random.nextInt(codes.size()))))
                                        .toArray(Code[]::new));
                given(next);
                for (int at = random.nextInt(3); at >= 0; at--) {
                    counts(criteria.get(random.nextInt(criteria.size())), Weight.SUGGESTIVE, next);
                }
                assertThat(distinct().counted(4)).isBetween(plain, plain + 1);
                assertThat(distinct().asDiseases().counted(4)).isBetween(diseases, diseases + 1);
                plain = distinct().counted(4);
                diseases = distinct().asDiseases().counted(4);
                assertThat(diseases).isLessThanOrEqualTo(plain);
            }
        }
    }

    @Test
    void hundredsOfRecordsOfTwoCategoriesAreCountedAtOnce() {
        for (int i = 0; i < 600; i++) {
            counts(
                    "diabetes",
                    Weight.DEFINITE,
                    given(Given.condition("a" + i, code(ICD, i % 2 == 0 ? "E11.9" : "I10"))));
        }
        assertThat(distinct().definite(3)).isEqualTo(2);
    }

    private static Code code(String system, String code) {
        return new Code(system, code, "");
    }

    private Given given(Given record) {
        records.add(record);
        return record;
    }

    private void counts(String criterion, Weight weight, Given record) {
        results.add(new CriterionResult(
                criterion,
                criterion,
                CriterionResult.Kind.RISK_SAFETY,
                Finding.POSSIBLE,
                List.of(record.counts(weight)),
                List.of()));
    }

    private DistinctEvidence distinct() {
        List<ClassifiedCondition> conditions = new ArrayList<>();
        List<ClassifiedMedication> medications = new ArrayList<>();
        for (Given record : records) {
            Classification known = new Classification(
                    record.codes().stream()
                            .map(code -> match(code, record.listNote()))
                            .toList(),
                    Classification.Standing.CLASSIFIED);
            if (record.ref().type().equals("Condition")) {
                conditions.add(new ClassifiedCondition(conditionFact(record), known, List.of()));
            } else {
                medications.add(new ClassifiedMedication(drugFact(record), List.of(known), Set.of(), List.of()));
            }
        }
        PatientFacts facts = RandomFacts.facts(
                new RandomFacts(1, new CaseTerminology()).patient().person(),
                List.of(),
                List.of(),
                RandomFacts.complete());
        return DistinctEvidence.of(
                results,
                new PatientRecord(
                        facts, conditions, medications, List.of(), List.of(), List.of(), new CodeCategories()));
    }

    private static Match match(Code code, String listNote) {
        return new Match("diabetes", Role.INCLUDE, Set.of(), code, Match.Basis.CODE, listNote);
    }

    private static ConditionFact conditionFact(Given record) {
        return new ConditionFact(
                record.ref(),
                new Concept(record.codes(), "", ""),
                ClinicalStatus.ACTIVE,
                VerificationStatus.MISSING,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static MedicationFact drugFact(Given record) {
        return new MedicationFact(
                record.ref(),
                MedicationFact.Kind.REQUEST,
                MedicationFact.Status.ACTIVE,
                MedicationFact.Intent.ORDER,
                false,
                List.of(new Concept(record.codes(), "", "")),
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                List.of(),
                List.of());
    }
}
