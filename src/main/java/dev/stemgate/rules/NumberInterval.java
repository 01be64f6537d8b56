// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.ObservationValue.Comparator;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

/**
 * The numbers that a Quantity allows: one, or with a comparator all below or above it.
 *
 * @param low lower bound; empty when there is none
 * @param lowIncluded the lower bound itself is allowed
 * @param high upper bound; empty when there is none
 * @param highIncluded the upper bound itself is allowed
 */
record NumberInterval(Optional<BigDecimal> low, boolean lowIncluded, Optional<BigDecimal> high, boolean highIncluded) {

    NumberInterval {
        Objects.requireNonNull(low, "low");
        Objects.requireNonNull(high, "high");
    }

    static NumberInterval of(BigDecimal number, Comparator comparator) {
        Optional<BigDecimal> bound = Optional.of(number);
        return switch (comparator) {
            case EXACT -> new NumberInterval(bound, true, bound, true);
            case LESS -> new NumberInterval(Optional.empty(), false, bound, false);
            case LESS_OR_EQUAL -> new NumberInterval(Optional.empty(), false, bound, true);
            case GREATER -> new NumberInterval(bound, false, Optional.empty(), false);
            case GREATER_OR_EQUAL -> new NumberInterval(bound, true, Optional.empty(), false);
        };
    }

    /** Some allowed number lies below the limit. */
    boolean canBeBelow(BigDecimal limit) {
        return low.map(bound -> bound.compareTo(limit) < 0).orElse(true);
    }

    /** Some allowed number lies above the limit. */
    boolean canBeAbove(BigDecimal limit) {
        return high.map(bound -> bound.compareTo(limit) > 0).orElse(true);
    }

    /** Some allowed number is the limit or lies above it. */
    boolean canReach(BigDecimal limit) {
        return high.map(bound -> bound.compareTo(limit) > 0 || highIncluded && bound.compareTo(limit) == 0)
                .orElse(true);
    }

    /** Some allowed number is the limit or lies below it. */
    boolean canFallTo(BigDecimal limit) {
        return low.map(bound -> bound.compareTo(limit) < 0 || lowIncluded && bound.compareTo(limit) == 0)
                .orElse(true);
    }
}
