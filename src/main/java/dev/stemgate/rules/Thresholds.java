// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * From where on a number is low or high, in the unit of its family. Each limit names its source in the model's data.
 *
 * @param lowBelow low when smaller than this
 * @param highAbove high when larger than this
 * @param highFrom high when this or larger
 */
record Thresholds(Optional<BigDecimal> lowBelow, Optional<BigDecimal> highAbove, Optional<BigDecimal> highFrom) {

    static final Thresholds NONE = new Thresholds(Optional.empty(), Optional.empty(), Optional.empty());

    Thresholds {
        Objects.requireNonNull(lowBelow, "lowBelow");
        Objects.requireNonNull(highAbove, "highAbove");
        Objects.requireNonNull(highFrom, "highFrom");
    }

    boolean isEmpty() {
        return lowBelow.isEmpty() && highAbove.isEmpty() && highFrom.isEmpty();
    }

    /** Every result that the interval allows; a limit that is not given excludes its side. */
    Set<TestResult> of(NumberInterval number) {
        EnumSet<TestResult> results = EnumSet.noneOf(TestResult.class);
        if (lowBelow.map(number::canBeBelow).orElse(false)) {
            results.add(TestResult.LOW);
        }
        if (highAbove.map(number::canBeAbove).orElse(false)
                || highFrom.map(number::canReach).orElse(false)) {
            results.add(TestResult.HIGH);
        }
        if (canBeNormal(number)) {
            results.add(TestResult.NORMAL);
        }
        return results;
    }

    private boolean canBeNormal(NumberInterval number) {
        boolean notAllLow = lowBelow.map(number::canReach).orElse(true);
        boolean notAllHigh = highAbove.map(number::canFallTo).orElse(true)
                && highFrom.map(number::canBeBelow).orElse(true);
        return notAllLow && notAllHigh;
    }
}
