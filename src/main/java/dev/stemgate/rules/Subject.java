// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.DateRange;
import dev.stemgate.terminology.Match;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One match of one record, read one way: what a row judges.
 *
 * @param match the code and its place in the lists
 * @param kind kind of record
 * @param active a Condition that is active in this reading; false for a drug
 * @param last the date that windows look at; empty when undated
 * @param onset onset of a Condition, or start of a drug course, as recorded
 * @param recordedDate recordedDate of a Condition
 * @param recordedEnd recorded end of a Condition
 * @param suggestive why it can only be suggestive; empty when it can be definite
 * @param reasonWords the reasons of a medication in words, one entry a reason
 * @param reasonLists code lists that the reasons of a medication match
 */
record Subject(
        Match match,
        Selector.Kind kind,
        boolean active,
        Optional<LastDate> last,
        Optional<DateRange> onset,
        Optional<DateRange> recordedDate,
        Optional<DateRange> recordedEnd,
        String suggestive,
        List<String> reasonWords,
        Set<String> reasonLists) {

    Subject {
        Objects.requireNonNull(match, "match");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(last, "last");
        Objects.requireNonNull(onset, "onset");
        Objects.requireNonNull(recordedDate, "recordedDate");
        Objects.requireNonNull(recordedEnd, "recordedEnd");
        Objects.requireNonNull(suggestive, "suggestive");
        reasonWords = List.copyOf(reasonWords);
        reasonLists = Set.copyOf(reasonLists);
    }

    /** How the date is introduced in a sentence. */
    String dateVerb() {
        if (kind == Selector.Kind.DRUG) {
            return "last taken";
        }
        return active ? "dated" : "ended";
    }
}
