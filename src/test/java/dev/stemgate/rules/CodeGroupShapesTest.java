// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.Code;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only what has the shape of an ICD or ATC code is picked by a prefix; SNOMED CT and RxNorm codes never are. */
class CodeGroupShapesTest {

    private static final CodeGroup GROUP = new CodeGroup("of-prefixes", Set.of("E", "2", "28", "44054"), Set.of());

    @ParameterizedTest
    @ValueSource(
            strings = {"E11", "E11.9", "e11.9", " E11.9 ", "E11.9-", "E119XX22", "E10.1/E11", "286.0", "28600", "440.54"
            })
    void codesOfClassificationsArePicked(String code) {
        assertThat(GROUP.contains(new Code("", code, ""))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "E", "28", "286001", "44054006", "2E0", "E119XX2234", "F11.9", "É11", "28٣"})
    void othersAreNot(String code) {
        assertThat(GROUP.contains(new Code("", code, ""))).isFalse();
    }
}
