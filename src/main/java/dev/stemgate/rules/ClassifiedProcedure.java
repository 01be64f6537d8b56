// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.ProcedureFact;
import dev.stemgate.terminology.Classification;
import dev.stemgate.terminology.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A Procedure with what the terminology says of it.
 *
 * @param fact the Procedure
 * @param classification of its code
 * @param used clinical codes of what was used in it, for instance the product of a cell therapy
 * @param bearings how all of these bear on the criteria
 */
record ClassifiedProcedure(
        ProcedureFact fact, Classification classification, List<Match> used, List<Bearing> bearings) {

    ClassifiedProcedure {
        Objects.requireNonNull(fact, "fact");
        Objects.requireNonNull(classification, "classification");
        used = List.copyOf(used);
        bearings = List.copyOf(bearings);
    }

    List<Match> matches() {
        if (used.isEmpty()) {
            return classification.matches();
        }
        List<Match> all = new ArrayList<>(classification.matches());
        all.addAll(used);
        return all;
    }

    boolean counts() {
        return ProcedureStanding.counts(fact);
    }

    boolean saysNothing() {
        return fact.code().isEmpty() || classification.standing() == Classification.Standing.NO_INFORMATION;
    }
}
