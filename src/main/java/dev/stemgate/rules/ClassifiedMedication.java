// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import dev.stemgate.model.MedicationFact;
import dev.stemgate.terminology.Classification;
import dev.stemgate.terminology.Match;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A medication record with what the terminology says of its drugs and of its reasons.
 *
 * @param fact the record
 * @param drugs one classification per drug, in the order of {@code fact.drugs()}
 * @param reasonLists code lists that the reasons match
 * @param bearings how the drugs bear on the criteria
 */
record ClassifiedMedication(
        MedicationFact fact, List<Classification> drugs, Set<String> reasonLists, List<Bearing> bearings) {

    ClassifiedMedication {
        Objects.requireNonNull(fact, "fact");
        drugs = List.copyOf(drugs);
        reasonLists = Set.copyOf(reasonLists);
        bearings = List.copyOf(bearings);
    }

    Stream<Match> matches() {
        return drugs.stream().flatMap(drug -> drug.matches().stream());
    }

    boolean counts() {
        return MedicationStanding.counts(fact);
    }

    /** Each reason in its words: its text and its displays. */
    List<String> reasonWords() {
        return fact.reasons().isEmpty()
                ? List.of()
                : fact.reasons().stream().map(ClassifiedMedication::words).collect(Collectors.toList());
    }

    private static String words(Concept reason) {
        return Stream.concat(Stream.of(reason.text()), reason.codings().stream().map(Code::display))
                .collect(Collectors.joining(" "));
    }
}
