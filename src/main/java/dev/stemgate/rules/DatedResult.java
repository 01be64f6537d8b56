// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Evidence;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/**
 * The result of a criterion at a date, with how long it stands.
 *
 * @param result the result
 * @param whole everything that the criterion needs was read
 * @param pieces what the records say, and until when
 * @param otherwiseUntil the first later day on which a comparison that it rests on comes out differently, other than one of the pieces
 */
record DatedResult(CriterionResult result, boolean whole, CriterionPieces pieces, LocalDate otherwiseUntil) {

    DatedResult {
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(pieces, "pieces");
        Objects.requireNonNull(otherwiseUntil, "otherwiseUntil");
    }

    /** The first later day on which a comparison that it rests on comes out differently. */
    LocalDate until() {
        return EvaluationDay.earlier(pieces.until(), otherwiseUntil);
    }

    /** Whether it still stands on a day that is not earlier than its own. */
    boolean standsOn(LocalDate day) {
        return day.isBefore(until());
    }

    /** The same result with the words of one that says the same, so that what rests on that need not be judged again. */
    DatedResult inTheWordsOf(DatedResult other) {
        return new DatedResult(other.result, whole, pieces, otherwiseUntil);
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
}
