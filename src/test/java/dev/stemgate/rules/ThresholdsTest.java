// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.ObservationValue.Comparator;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every number with every comparator, compared with trying every number that it allows. */
class ThresholdsTest {

    private static final int LARGEST = 40;
    private static final int LOW_BELOW = 10;
    private static final int HIGH_ABOVE = 30;

    @Test
    void anIntervalIsWhateverItsNumbersAre() {
        Thresholds thresholds =
                new Thresholds(Optional.of(decimal(LOW_BELOW)), Optional.of(decimal(HIGH_ABOVE)), Optional.empty());
        for (Comparator comparator : Comparator.values()) {
            for (int number = 1; number < LARGEST; number++) {
                assertThat(thresholds.of(NumberInterval.of(decimal(number), comparator)))
                        .as("%s %d", comparator, number)
                        .isEqualTo(tried(comparator, number));
            }
        }
    }

    /** In tenths, so that there is always a number just beside a limit. */
    private static Set<TestResult> tried(Comparator comparator, int number) {
        EnumSet<TestResult> results = EnumSet.noneOf(TestResult.class);
        IntStream.range(-1_000, 1_000)
                .filter(tenth -> switch (comparator) {
                    case EXACT -> tenth == number * 10;
                    case LESS -> tenth < number * 10;
                    case LESS_OR_EQUAL -> tenth <= number * 10;
                    case GREATER_OR_EQUAL -> tenth >= number * 10;
                    case GREATER -> tenth > number * 10;
                })
                .forEach(tenth -> results.add(
                        tenth < LOW_BELOW * 10
                                ? TestResult.LOW
                                : tenth > HIGH_ABOVE * 10 ? TestResult.HIGH : TestResult.NORMAL));
        return results;
    }

    @Test
    void aLimitThatCountsItselfIsReachedByIt() {
        Thresholds fever = new Thresholds(Optional.empty(), Optional.empty(), Optional.of(new BigDecimal("38.0")));
        assertThat(fever.of(NumberInterval.of(new BigDecimal("38"), Comparator.EXACT)))
                .containsExactly(TestResult.HIGH);
        assertThat(fever.of(NumberInterval.of(new BigDecimal("38"), Comparator.LESS)))
                .containsExactly(TestResult.NORMAL);
        assertThat(fever.of(NumberInterval.of(new BigDecimal("38"), Comparator.LESS_OR_EQUAL)))
                .containsExactlyInAnyOrder(TestResult.NORMAL, TestResult.HIGH);
    }

    private static BigDecimal decimal(int number) {
        return BigDecimal.valueOf(number);
    }
}
