// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CodePoolTest {

    private static final CodeEntry HIV = new CodeEntry("hiv", Role.INCLUDE, Set.of(), "a note");
    private static final CodeEntry CANCER = new CodeEntry("active-malignancy", Role.SIGNAL, Set.of("remission"), "");

    @Test
    void everyCodeIsFoundWithAllThatWasAdded() {
        Map<String, KnownCode> added = new HashMap<>();
        added.put("86406008", clinical(List.of("HIV infection", "Infektion mit HIV – 感染"), HIV));
        added.put("8640600", clinical(List.of(), CANCER));
        added.put("1", new KnownCode(Terminology.Domain.DRUG, List.of("one"), List.of()));
        added.put("é", clinical(List.of("an accent"), HIV, CANCER));
        CodePool.Builder builder = new CodePool.Builder(added.size());
        added.keySet().stream().sorted(CodePool.ORDER).forEach(code -> builder.add(code, added.get(code)));

        CodePool pool = builder.build();

        assertThat(pool).hasSize(4);
        added.forEach((code, known) -> {
            assertThat(pool.get(pool.find(code))).isEqualTo(known);
            assertThat(pool.code(pool.find(code))).isEqualTo(code);
        });
        assertThat(List.of("", "0", "864060", "86406008x", "~"))
                .allSatisfy(code -> assertThat(pool.find(code)).isNegative());
        assertThat(CodePool.EMPTY.find("1")).isNegative();
    }

    @Test
    void displaysAreFoundWithoutRegardToCaseAndPunctuation() {
        DisplayIndex index = new DisplayIndex(List.of(
                clinical(List.of("HIV infection", "HIV-Infection"), HIV),
                clinical(List.of("hiv (infection)"), CANCER),
                new KnownCode(Terminology.Domain.DRUG, List.of("HIV infection"), List.of())));

        assertThat(index.find("Hiv, infection!", Terminology.Domain.CLINICAL))
                .extracting(KnownCode::entries)
                .containsExactly(List.of(HIV), List.of(CANCER));
        assertThat(index.find("HIV infection", Terminology.Domain.DRUG)).hasSize(1);
        assertThat(index.find("HIV", Terminology.Domain.CLINICAL)).isEmpty();
        assertThat(index.phrases(Terminology.Domain.CLINICAL)).containsExactly("hiv infection");
    }

    private static KnownCode clinical(List<String> displays, CodeEntry... entries) {
        return new KnownCode(Terminology.Domain.CLINICAL, displays, List.of(entries));
    }
}
