// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.Concept;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RememberedConceptsTest {

    private final List<String> asked = new ArrayList<>();
    private final RememberedConcepts<Integer> lengths = new RememberedConcepts<>(concept -> {
        asked.add(concept.text());
        return concept.text().length();
    });

    @Test
    void anEqualConceptIsNotWorkedOutAgain() {
        assertThat(List.of(lengths.of(Concept.text("rash")), lengths.of(Concept.text("rash"))))
                .containsExactly(4, 4);
        assertThat(asked).containsExactly("rash");
    }

    @Test
    void aLongTextIsNotKept() {
        Concept essay = Concept.text("a".repeat(RememberedConcepts.LONGEST_TEXT + 1));
        assertThat(lengths.of(essay)).isEqualTo(lengths.of(essay)).isEqualTo(301);
        assertThat(asked).hasSize(2);
    }
}
