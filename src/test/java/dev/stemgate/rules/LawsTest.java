// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.ClinicalStatus;
import dev.stemgate.model.Code;
import dev.stemgate.model.ConditionFact;
import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.DateRange;
import dev.stemgate.model.Finding;
import dev.stemgate.model.Fingerprint;
import dev.stemgate.model.Gap;
import dev.stemgate.model.MedicationFact;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.Reading;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.Screening;
import dev.stemgate.model.When;
import dev.stemgate.rules.Criterion.Need;
import dev.stemgate.terminology.Match;
import dev.stemgate.terminology.Terminology.Domain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The laws of MODEL §1, over every code of the cases and over seeded patients. */
class LawsTest {

    private static final int PATIENTS = 900;
    private static final CaseTerminology CODES = new CaseTerminology();
    private static final Model MODEL = ModelLoader.load(ShippedModelTest.MODEL, "laws");
    private static final Evaluator EVALUATOR = new Evaluator(MODEL, CODES);

    @Test
    void orderAndDuplicationChangeNothing() {
        RandomFacts random = new RandomFacts(11, CODES);
        for (int i = 0; i < PATIENTS; i++) {
            PatientFacts facts = random.patient();
            List<ConditionFact> conditions = new ArrayList<>(facts.conditions());
            conditions.addAll(facts.conditions());
            Collections.shuffle(conditions, random.random());
            List<MedicationFact> medications = new ArrayList<>(facts.medications());
            medications.addAll(facts.medications());
            Collections.shuffle(medications, random.random());
            PatientFacts shuffled = RandomFacts.with(
                    RandomFacts.with(facts, conditions, medications, facts.readings()),
                    twice(facts.observations(), random),
                    twice(facts.procedures(), random),
                    twice(facts.allergies(), random));
            Screening one = judge(facts);
            Screening other = judge(shuffled);
            assertThat(other).isEqualTo(one);
            assertThat(Fingerprint.of(other)).isEqualTo(Fingerprint.of(one));
        }
    }

    private static <T> List<T> twice(List<T> records, RandomFacts random) {
        List<T> twice = new ArrayList<>(records);
        twice.addAll(records);
        Collections.shuffle(twice, random.random());
        return twice;
    }

    private static <T> List<T> more(List<T> records, T record) {
        List<T> more = new ArrayList<>(records);
        more.add(record);
        return more;
    }

    @Test
    void moreObservationsProceduresAndAllergiesNeverLowerAFinding() {
        RandomFacts random = new RandomFacts(18, CODES);
        for (int i = 0; i < PATIENTS; i++) {
            PatientFacts facts = random.patient();
            PatientFacts observed = RandomFacts.with(
                    facts, more(facts.observations(), random.observation()), facts.procedures(), facts.allergies());
            PatientFacts done = RandomFacts.with(
                    facts, facts.observations(), more(facts.procedures(), random.procedure()), facts.allergies());
            PatientFacts allergic = RandomFacts.with(
                    facts, facts.observations(), facts.procedures(), more(facts.allergies(), random.allergy()));
            Map<String, Finding> before = findings(judge(facts));
            for (PatientFacts more : List.of(observed, done, allergic)) {
                Map<String, Finding> after = findings(judge(more));
                before.forEach((id, finding) ->
                        assertThat(after.get(id)).as("%s of %s", id, more).isGreaterThanOrEqualTo(finding));
            }
        }
    }

    @Test
    void moreEvidenceNeverLowersAFinding() {
        RandomFacts random = new RandomFacts(12, CODES);
        for (int i = 0; i < PATIENTS; i++) {
            PatientFacts facts = random.patient();
            ConditionFact condition = random.condition();
            MedicationFact medication = random.medication();
            List<ConditionFact> conditions = new ArrayList<>(facts.conditions());
            if (!endsAPregnancy(condition)) {
                conditions.add(condition);
            }
            List<MedicationFact> medications = new ArrayList<>(facts.medications());
            medications.add(medication);
            PatientFacts more = RandomFacts.with(facts, conditions, medications, facts.readings());
            assertNotLowered(judge(facts), judge(more), facts);
        }
    }

    @Test
    void anEndingLowersPregnancyAndBreastfeedingOnly() {
        RandomFacts random = new RandomFacts(13, CODES);
        for (int i = 0; i < PATIENTS; i++) {
            PatientFacts facts = random.patient();
            ConditionFact condition = random.condition();
            List<ConditionFact> conditions = new ArrayList<>(facts.conditions());
            conditions.add(condition);
            PatientFacts more = RandomFacts.with(facts, conditions, facts.medications(), facts.readings());
            Map<String, Finding> before = findings(judge(facts));
            Map<String, Finding> after = findings(judge(more));
            before.forEach((id, finding) -> {
                boolean mayBeExplained = id.equals("coagulation-disorder") && saysAnticoagulant(condition);
                if (!Set.of("pregnancy", "breastfeeding").contains(id) && !mayBeExplained && !after.isEmpty()) {
                    assertThat(after.get(id)).as(id).isGreaterThanOrEqualTo(finding);
                }
            });
        }
    }

    @Test
    void whatWasNotReadIsNeverAbsentAndLowersNothing() {
        RandomFacts random = new RandomFacts(14, CODES);
        for (int i = 0; i < PATIENTS / 9; i++) {
            PatientFacts facts = random.patient();
            Screening before = judge(facts);
            for (RecordKind kind : RecordKind.values()) {
                for (Gap.Cause cause : List.of(Gap.Cause.ACCESS_DENIED, Gap.Cause.DEAD_LETTERED, Gap.Cause.NOT_READ)) {
                    Map<RecordKind, Reading> readings = new EnumMap<>(facts.readings());
                    readings.put(kind, Reading.incomplete(new Gap(cause, "")));
                    PatientFacts less = RandomFacts.with(facts, facts.conditions(), facts.medications(), readings);
                    assertUnread(before, judge(less), need(kind), less);
                }
            }
        }
    }

    @Test
    void takingTheRecordsOfAnUnreadKindAwayNeverGivesAbsent() {
        RandomFacts random = new RandomFacts(15, CODES);
        for (int i = 0; i < PATIENTS / 3; i++) {
            PatientFacts facts = random.patient();
            Map<RecordKind, Reading> readings = new EnumMap<>(facts.readings());
            readings.put(RecordKind.CONDITION, Reading.incomplete(new Gap(Gap.Cause.PAGED_SHORT, "")));
            Screening screening = judge(RandomFacts.with(facts, List.of(), facts.medications(), readings));
            assertThat(findings(screening).values()).doesNotContain(Finding.ABSENT);
        }
    }

    @Test
    void everyCodeInEveryStatusObeysTheLaws() {
        List<Optional<When>> dates = Stream.of(0, 14, 30, 42, 90, 180, 300, 365, 731, 1826, 4000)
                .map(days -> Optional.<When>of(new When.Dated(DateRange.day(RandomFacts.AS_OF.minusDays(days)))))
                .collect(Collectors.toCollection(ArrayList::new));
        dates.add(Optional.empty());
        RandomFacts random = new RandomFacts(16, CODES);
        PatientFacts empty = RandomFacts.facts(
                random.patient().person(), List.of(RandomFacts.harmless()), List.of(), RandomFacts.complete());
        Screening before = judge(empty);
        for (Code code : CODES.known()) {
            for (ClinicalStatus status : ClinicalStatus.values()) {
                for (Optional<When> date : dates) {
                    ConditionFact condition = RandomFacts.condition("x", code, status, date, Optional.empty());
                    PatientFacts facts = RandomFacts.facts(
                            empty.person(),
                            List.of(RandomFacts.harmless(), condition),
                            List.of(),
                            RandomFacts.complete());
                    assertNotLowered(before, judge(facts), facts);
                }
            }
        }
    }

    @Test
    void zoneAndLocaleChangeNothing() {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Set<List<Screening>> results = Stream.of("Pacific/Kiritimati", "America/Los_Angeles", "Asia/Kolkata")
                    .map(id -> {
                        TimeZone.setDefault(TimeZone.getTimeZone(id));
                        Locale.setDefault(Map.of(
                                        "Pacific/Kiritimati", "tr-TR",
                                        "America/Los_Angeles", "ar-EG-u-nu-arab",
                                        "Asia/Kolkata", "th-TH-u-ca-buddhist-nu-thai")
                                .entrySet()
                                .stream()
                                .filter(entry -> entry.getKey().equals(id))
                                .map(entry -> Locale.forLanguageTag(entry.getValue()))
                                .findFirst()
                                .orElseThrow());
                        RandomFacts random = new RandomFacts(17, CODES);
                        return Stream.generate(random::patient)
                                .limit(200)
                                .map(LawsTest::judge)
                                .toList();
                    })
                    .collect(Collectors.toSet());
            assertThat(results).hasSize(1);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    private static Screening judge(PatientFacts facts) {
        return EVALUATOR.evaluate(facts, RandomFacts.AS_OF);
    }

    private static Map<String, Finding> findings(Screening screening) {
        return screening.criteria().stream()
                .filter(result -> result.finding() != Finding.NOT_EVALUATED)
                .collect(Collectors.toMap(CriterionResult::id, CriterionResult::finding));
    }

    private static void assertNotLowered(Screening before, Screening after, PatientFacts facts) {
        Map<String, Finding> lower = findings(before);
        Map<String, Finding> upper = findings(after);
        lower.forEach((id, finding) -> {
            boolean mayBeEnded = Set.of("pregnancy", "breastfeeding").contains(id)
                    && facts.conditions().stream().anyMatch(LawsTest::endsAPregnancy);
            boolean mayBeExplained = id.equals("coagulation-disorder") && explainsAnInr(facts);
            if (!mayBeEnded && !mayBeExplained) {
                assertThat(upper.get(id)).as("%s of %s", id, facts).isGreaterThanOrEqualTo(finding);
            }
        });
    }

    private static void assertUnread(Screening before, Screening after, Optional<Need> need, PatientFacts facts) {
        if (before.outcome() == Outcome.NOT_APPLICABLE) {
            return;
        }
        Map<String, Finding> lower = findings(before);
        Map<String, Finding> upper = findings(after);
        for (Criterion criterion : MODEL.criteria()) {
            if (criterion.evaluated()) {
                Finding finding = upper.get(criterion.id());
                assertThat(finding)
                        .as("%s of %s", criterion.id(), facts)
                        .isGreaterThanOrEqualTo(lower.get(criterion.id()));
                if (need.filter(criterion.needs()::contains).isPresent()) {
                    assertThat(finding).as(criterion.id()).isNotEqualTo(Finding.ABSENT);
                }
            }
        }
        assertThat(after.outcome())
                .isIn(
                        need.isPresent()
                                ? List.of(Outcome.CONTRAINDICATED, Outcome.INDETERMINATE)
                                : List.of(before.outcome()));
    }

    /** Administrations, Dispenses and ServiceRequests are only named when they were not read. */
    private static Optional<Need> need(RecordKind kind) {
        return switch (kind) {
            case PATIENT -> Optional.of(Need.PERSON);
            case CONDITION -> Optional.of(Need.CONDITION);
            case MEDICATION_STATEMENT, MEDICATION_REQUEST -> Optional.of(Need.MEDICATION);
            case OBSERVATION -> Optional.of(Need.OBSERVATION);
            case PROCEDURE -> Optional.of(Need.PROCEDURE);
            case ALLERGY_INTOLERANCE -> Optional.of(Need.ALLERGY);
            case MEDICATION_ADMINISTRATION, MEDICATION_DISPENSE, SERVICE_REQUEST -> Optional.empty();
        };
    }

    /** The second exception to "never lowers": an anticoagulant explains a raised INR (MODEL §3, Other). */
    private static boolean explainsAnInr(PatientFacts facts) {
        return facts.conditions().stream().anyMatch(LawsTest::saysAnticoagulant)
                || facts.medications().stream()
                        .flatMap(medication -> medication.drugs().stream())
                        .anyMatch(drug -> is(
                                "antithrombotic-therapy",
                                CODES.classify(drug, Domain.DRUG).matches()));
    }

    private static boolean saysAnticoagulant(ConditionFact condition) {
        return is(
                "antithrombotic-therapy",
                CODES.classify(condition.code(), Domain.CLINICAL).matches());
    }

    private static boolean is(String list, List<Match> matches) {
        return matches.stream().anyMatch(match -> match.criterion().equals(list));
    }

    private static boolean endsAPregnancy(ConditionFact condition) {
        return CODES.classify(condition.code(), Domain.CLINICAL).matches().stream()
                .map(Match::classes)
                .anyMatch(classes -> classes.contains("ended") || classes.contains("delivered"));
    }
}
