// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.ProcedureFact;
import dev.stemgate.terminology.Classification;
import dev.stemgate.terminology.Match;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A Procedure with what the terminology says of it.
 *
 * @param fact the Procedure
 * @param classification of its code
 * @param used clinical codes of what was used in it, for instance the product of a cell therapy
 */
record ClassifiedProcedure(ProcedureFact fact, Classification classification, List<Match> used) {

    ClassifiedProcedure {
        Objects.requireNonNull(fact, "fact");
        Objects.requireNonNull(classification, "classification");
        used = List.copyOf(used);
    }

    Stream<Match> matches() {
        return Stream.concat(classification.matches().stream(), used.stream());
    }

    boolean counts() {
        return ProcedureStanding.counts(fact);
    }

    boolean saysNothing() {
        return fact.code().isEmpty() || classification.standing() == Classification.Standing.NO_INFORMATION;
    }
}
