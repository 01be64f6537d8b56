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
 * @param activity whether a Condition is active in this reading; NONE for what has no activity
 * @param last the date that windows look at; empty when undated
 * @param onset onset of a Condition, or start of a drug course, as recorded
 * @param recordedDate recordedDate of a Condition
 * @param recordedEnd recorded end of a Condition
 * @param suggestive why it can only be suggestive; empty when it can be definite
 * @param reasonWords the reasons of a medication in words, one entry a reason
 * @param reasonLists code lists that the reasons of a medication match
 * @param results what the answer of an Observation allows
 */
record Subject(
        Match match,
        Selector.Kind kind,
        Activity activity,
        Optional<LastDate> last,
        Optional<DateRange> onset,
        Optional<DateRange> recordedDate,
        Optional<DateRange> recordedEnd,
        String suggestive,
        List<String> reasonWords,
        Set<String> reasonLists,
        Set<TestResult> results) {

    /** What the clinical status says; a drug, a Procedure or an Observation has none. */
    enum Activity {
        ACTIVE,
        ENDED,
        NONE
    }

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
        Objects.requireNonNull(activity, "activity");
        results = Set.copyOf(results);
    }

    /** A Procedure, or a clinical code as the value of an Observation. */
    static Subject event(Selector.Kind kind, Match match, EventTiming timing, String suggestive) {
        return of(kind, match, timing.last(), suggestive, Set.of());
    }

    /** The answer of an Observation to a test. */
    static Subject answer(Match match, Set<TestResult> results, EventTiming timing, String suggestive) {
        return of(Selector.Kind.OBSERVATION, match, timing.last(), suggestive, results);
    }

    /** One feature of an allergy; rows about allergies ask for no date. */
    static Subject allergy(Match match, String suggestive) {
        return of(Selector.Kind.ALLERGY, match, Optional.empty(), suggestive, Set.of());
    }

    private static Subject of(
            Selector.Kind kind, Match match, Optional<LastDate> last, String suggestive, Set<TestResult> results) {
        return new Subject(
                match,
                kind,
                Activity.NONE,
                last,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                suggestive,
                List.of(),
                Set.of(),
                results);
    }

    /** How the date is introduced in a sentence. */
    String dateVerb() {
        return switch (kind) {
            case DRUG -> "last taken";
            case PROCEDURE -> "done";
            case CONDITION -> activity == Activity.ENDED ? "ended" : "dated";
            default -> "dated";
        };
    }
}
