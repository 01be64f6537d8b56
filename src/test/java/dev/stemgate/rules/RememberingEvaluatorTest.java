// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.Hazard;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.Screening;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an evaluator remembers from patient to patient changes no screening. */
class RememberingEvaluatorTest {

    private static final int PATIENTS = 60;
    private static final CaseTerminology CODES = new CaseTerminology();
    private static final Model MODEL = ModelLoader.load(ShippedModelTest.MODEL, "remembering");

    private final Evaluator evaluator = new Evaluator(MODEL, CODES);
    private final List<PatientFacts> patients = patients();

    @Test
    void aScreeningDoesNotDependOnWhoWasScreenedBefore() {
        for (PatientFacts facts : patients) {
            assertThat(judge(evaluator, facts)).isEqualTo(judge(new Evaluator(MODEL, CODES), facts));
        }
    }

    @Test
    void manyThreadsGiveTheScreeningsOfOne() {
        List<Screening> alone =
                patients.stream().map(facts -> judge(evaluator, facts)).toList();
        Evaluator shared = new Evaluator(MODEL, CODES);
        assertThat(patients.parallelStream().map(facts -> judge(shared, facts)).toList())
                .isEqualTo(alone);
    }

    @Test
    void patientsOfWhomTheSameIsSaidShareTheWords() {
        Map<Hazard, Boolean> objects = new IdentityHashMap<>();
        List<Hazard> all = patients.stream()
                .map(facts -> judge(evaluator, facts))
                .flatMap(screening -> Stream.concat(
                        screening.risks().hazards().stream(),
                        screening.risks().options().stream().flatMap(option -> option.hazards().stream())))
                .toList();
        all.forEach(hazard -> objects.put(hazard, true));
        assertThat(objects).hasSizeLessThan(all.size() / 2);
    }

    private static Screening judge(Evaluator evaluator, PatientFacts facts) {
        return evaluator.evaluate(facts, RandomFacts.AS_OF);
    }

    private static List<PatientFacts> patients() {
        RandomFacts random = new RandomFacts(17, CODES);
        List<PatientFacts> patients = new ArrayList<>();
        for (int i = 0; i < PATIENTS; i++) {
            patients.add(random.patient());
        }
        return patients;
    }
}
