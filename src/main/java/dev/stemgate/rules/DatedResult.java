// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Evidence;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The result of a criterion at a date, with how long it stands.
 *
 * @param result the result
 * @param whole everything that the criterion needs was read
 * @param until the first later day on which a comparison that it rests on comes out differently; empty when none ever does
 */
record DatedResult(CriterionResult result, boolean whole, Optional<LocalDate> until) {

    DatedResult {
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(until, "until");
    }

    /** Whether it still stands on a day that is not earlier than its own. */
    boolean standsOn(LocalDate day) {
        return until.isEmpty() || day.isBefore(until.get());
    }

    /** Nothing that another rule looks at differs: the finding, and of each record code and weight. Words may name another date. */
    boolean saysTheSameAs(DatedResult other) {
        List<Evidence> evidence = result.evidence();
        boolean same = whole == other.whole
                && result.finding() == other.result.finding()
                && evidence.size() == other.result.evidence().size();
        Iterator<Evidence> others = other.result.evidence().iterator();
        for (Iterator<Evidence> mine = evidence.iterator(); same && mine.hasNext(); ) {
            same = sameWeight(mine.next(), others.next());
        }
        return same;
    }

    private static boolean sameWeight(Evidence one, Evidence other) {
        return one.weight() == other.weight()
                && one.ref().equals(other.ref())
                && one.code().equals(other.code());
    }

    /** The earlier of two days, either of which may never come. */
    static Optional<LocalDate> earlier(Optional<LocalDate> one, Optional<LocalDate> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return one.get().isBefore(other.get()) ? one : other;
    }
}
