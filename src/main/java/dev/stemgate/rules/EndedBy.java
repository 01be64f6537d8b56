// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.terminology.Match;
import java.time.Period;
import java.util.Objects;
import java.util.Set;

/**
 * The one exception to "more evidence never lowers": a code that ends a pregnancy, dated later than all evidence of it, makes
 * the criterion {@code possible} for a while; then none of the earlier evidence counts (MODEL §3, Rows, pregnancy).
 *
 * @param lists code lists in which the ending codes stand
 * @param classes their classes; any of them
 * @param aftermath classes that tell of the time after an ending: they count by their rows, but are no evidence that the
 *     pregnancy went on
 * @param possibleFor how long after the ending the criterion stays possible
 * @param says the rule in words
 */
record EndedBy(Set<String> lists, Set<String> classes, Set<String> aftermath, Period possibleFor, String says) {

    EndedBy {
        lists = Set.copyOf(lists);
        classes = Set.copyOf(classes);
        aftermath = Set.copyOf(aftermath);
        Objects.requireNonNull(possibleFor, "possibleFor");
        Objects.requireNonNull(says, "says");
    }

    boolean isEnding(Match match) {
        return lists.contains(match.criterion()) && match.classes().stream().anyMatch(classes::contains);
    }

    boolean isAftermath(Match match) {
        return match.classes().stream().anyMatch(aftermath::contains);
    }
}
