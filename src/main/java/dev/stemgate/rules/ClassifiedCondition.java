// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.ConditionFact;
import dev.stemgate.terminology.Classification;
import dev.stemgate.terminology.Match;
import java.util.List;
import java.util.Objects;

/**
 * A Condition with what the terminology says of its code.
 *
 * @param fact the Condition
 * @param classification of its code
 * @param bearings how that bears on the criteria
 */
record ClassifiedCondition(ConditionFact fact, Classification classification, List<Bearing> bearings) {

    ClassifiedCondition {
        Objects.requireNonNull(fact, "fact");
        Objects.requireNonNull(classification, "classification");
        bearings = List.copyOf(bearings);
    }

    List<Match> matches() {
        return classification.matches();
    }

    boolean counts() {
        return ConditionStanding.counts(fact);
    }

    /** A concept without a code and without a word says nothing, whatever the terminology makes of it. */
    boolean saysNothing() {
        return fact.code().isEmpty() || classification.standing() == Classification.Standing.NO_INFORMATION;
    }
}
