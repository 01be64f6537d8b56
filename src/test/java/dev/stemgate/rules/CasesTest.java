// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.RecommendedCheck;
import dev.stemgate.model.Screening;
import dev.stemgate.terminology.Terminology;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case, judged with the codes of the cases. */
class CasesTest {

    private static final Model MODEL = ModelLoader.load(ShippedModelTest.MODEL, "cases");
    private static final Terminology CODES = new CaseTerminology();

    static Stream<ScreeningCase> cases() {
        return ScreeningCase.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void findsWhatTheCaseExpects(ScreeningCase given) {
        check(given, new Evaluator(MODEL.with(given.sitePolicies()), CODES));
    }

    static void check(ScreeningCase given, Evaluator evaluator) {
        Screening screening = evaluator.evaluate(given.facts(), given.asOf());
        Map<String, Object> found = new HashMap<>();
        given.findings()
                .keySet()
                .forEach(id -> found.put(id, screening.finding(id).orElseThrow()));
        assertThat(found).as("findings, because %s", screening.criteria()).isEqualTo(given.findings());
        Map<String, String> others = new HashMap<>();
        for (String key : given.expected().keySet()) {
            others.put(
                    key,
                    switch (key) {
                        case "outcome" -> screening.outcome().code();
                        case "qualifier" -> screening.qualifier();
                        case "checks" ->
                            screening.risks().checks().stream()
                                    .map(RecommendedCheck::id)
                                    .collect(Collectors.joining(" "));
                        case "to-classify" ->
                            screening.toClassify().stream()
                                    .map(code -> code.code().code())
                                    .collect(Collectors.joining(" "));
                        default ->
                            screening.changesOn().map(LocalDate::toString).orElse("never");
                    });
        }
        assertThat(others).isEqualTo(given.expected());
    }
}
