// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.terminology.CodeListTerminology;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case again, with the code lists that are shipped. */
class CasesWithCodeListsTest {

    private static final Model MODEL = ModelLoader.load(ShippedModelTest.MODEL, "cases");

    private static final CodeListTerminology LISTS =
            CodeListTerminology.read(ShippedModelTest.MODEL, ModelLoader.criterionIds(ShippedModelTest.MODEL));

    static Stream<ScreeningCase> cases() {
        return ScreeningCase.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void findsWhatTheCaseExpects(ScreeningCase screeningCase) {
        CasesTest.check(screeningCase, new Evaluator(MODEL.with(screeningCase.sitePolicies()), LISTS));
    }
}
