// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.Screening;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The first day of change is exact: compared with judging every day. */
class ChangesOnTest {

    private static final Plan NO_PLAN = new Plan(Optional.empty(), List.of(), false, true, Set.of());
    private static final CaseTerminology CODES = new CaseTerminology();
    private static final Evaluator EVALUATOR =
            new Evaluator(ModelLoader.load(ShippedModelTest.MODEL, "changes"), CODES);
    private static final int PATIENTS = 150;
    private static final int DAYS = 400;

    @Test
    void isTheFirstDayThatDiffersWhenEveryDayIsJudged() {
        RandomFacts random = new RandomFacts(21, CODES);
        int changed = 0;
        for (int i = 0; i < PATIENTS; i++) {
            PatientFacts facts = random.patient();
            Screening now = EVALUATOR.evaluate(facts, RandomFacts.AS_OF);
            Optional<LocalDate> found = firstChange(EVALUATOR.classify(facts));
            LocalDate last = RandomFacts.AS_OF.plusDays(DAYS);
            assertThat(now.changesOn().filter(date -> !date.isAfter(last)))
                    .as("patient %d: %s", i, facts)
                    .isEqualTo(found);
            changed += found.isPresent() ? 1 : 0;
        }
        assertThat(changed).isGreaterThan(PATIENTS / 8);
    }

    private static Optional<LocalDate> firstChange(PatientRecord patient) {
        PatientJudge judge = EVALUATOR.judge(patient, NO_PLAN);
        Judgement now = judge.judge(RandomFacts.AS_OF, false);
        for (int day = 1; day <= DAYS; day++) {
            LocalDate date = RandomFacts.AS_OF.plusDays(day);
            if (judge.judge(date, false).differsFrom(now)) {
                return Optional.of(date);
            }
        }
        return Optional.empty();
    }

    @Test
    void staleDataIsNoChangeByTime() {
        PatientFacts facts = RandomFacts.facts(
                new RandomFacts(1, CODES).patient().person(),
                List.of(RandomFacts.harmless()),
                List.of(),
                RandomFacts.complete());
        PatientFacts old = new PatientFacts(
                facts.key(),
                facts.person(),
                facts.conditions(),
                facts.medications(),
                facts.readings(),
                RandomFacts.AS_OF.minusDays(7));
        assertThat(EVALUATOR.evaluate(old, RandomFacts.AS_OF).changesOn())
                .isEqualTo(EVALUATOR.evaluate(facts, RandomFacts.AS_OF).changesOn());
        assertThat(EVALUATOR
                        .evaluate(old, RandomFacts.AS_OF.plusDays(1))
                        .outcome()
                        .code())
                .isEqualTo("indeterminate");
    }

    @Test
    void aScreeningIsValidUntilItChangesAndAtMostThirtyDays() {
        RandomFacts random = new RandomFacts(22, CODES);
        for (int i = 0; i < PATIENTS; i++) {
            Screening screening = EVALUATOR.evaluate(random.patient(), RandomFacts.AS_OF);
            LocalDate cap = RandomFacts.AS_OF.plusDays(30);
            LocalDate expected =
                    screening.changesOn().filter(date -> date.isBefore(cap)).orElse(cap);
            assertThat(screening.validUntil()).isEqualTo(expected).isAfter(RandomFacts.AS_OF);
        }
    }
}
