// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.RecordKind;
import dev.stemgate.model.UnclassifiedCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Values of Observations that a criterion asks for and that cannot be read: they may hide a finding, so it is unknown where
 * it would be absent, and the record is incomplete (MODEL §3, Other: "a value that cannot be read = unclassified").
 */
final class UnreadValues {

    private final Situation situation;

    UnreadValues(Situation situation) {
        this.situation = situation;
    }

    List<ReadObservation> of(CriterionScope scope) {
        if (none()) {
            return List.of();
        }
        List<ReadObservation> unread = new ArrayList<>(0);
        for (String test : scope.tests()) {
            for (ReadObservation answer : situation.patient().openAnswers(test)) {
                if (EvidenceFinder.candidate(scope, answer).mayHideEvidence(situation)) {
                    unread.add(answer);
                }
            }
        }
        return unread;
    }

    /** Every answer says something definite: the common case, told at once. */
    private boolean none() {
        return !situation.patient().hasOpenAnswers();
    }

    /** Those of every criterion that is evaluated. */
    List<ReadObservation> ofAll(List<CriterionScope> scopes) {
        if (none()) {
            return List.of();
        }
        Set<ReadObservation> all = Collections.newSetFromMap(new IdentityHashMap<>());
        List<ReadObservation> unread = new ArrayList<>(0);
        for (CriterionScope scope : scopes) {
            if (scope.criterion().evaluated()) {
                for (ReadObservation answer : of(scope)) {
                    if (all.add(answer)) {
                        unread.add(answer);
                    }
                }
            }
        }
        return unread;
    }

    /** Values that stand in the way; under the waiver of a site answers without a classification do not. */
    static List<String> blocking(List<ReadObservation> unread, Policies policies) {
        if (unread.isEmpty()) {
            return List.of();
        }
        boolean waived = policies.unclassified() == Policies.Unclassified.NOTE;
        return unread.stream()
                .filter(answer -> !waived || answer.reading().toClassify().isEmpty())
                .map(UnreadValues::words)
                .distinct()
                .sorted()
                .toList();
    }

    static Stream<UnclassifiedCode> toClassify(List<ReadObservation> unread) {
        return unread.stream().flatMap(answer -> answer.reading().toClassify().stream()
                .map(code -> new UnclassifiedCode(
                        RecordKind.OBSERVATION, answer.fact().ref(), code)));
    }

    private static String words(ReadObservation answer) {
        String why = answer.reading().isReadable()
                ? "it is inconclusive"
                : answer.reading().words();
        return "the value of " + answer.fact().ref().key() + " ("
                + answer.test().title() + ") cannot be judged, because " + why;
    }
}
