// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RememberedTest {

    private final List<String> asked = new ArrayList<>();
    private final Remembered<String, Integer> lengths = new Remembered<>(2, question -> {
        asked.add(question);
        return question.length();
    });

    @Test
    void whatWasAskedOnceIsNotAskedAgain() {
        assertThat(List.of(lengths.of("one"), lengths.of("three"), lengths.of("one")))
                .containsExactly(3, 5, 3);
        assertThat(asked).containsExactly("one", "three");
    }

    @Test
    void whenItIsFullItBeginsAgainAndAnswersTheSame() {
        assertThat(List.of(lengths.of("one"), lengths.of("three"), lengths.of("eleven"), lengths.of("one")))
                .containsExactly(3, 5, 6, 3);
        assertThat(asked).containsExactly("one", "three", "eleven", "one");
    }
}
