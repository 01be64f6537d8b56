// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.ObservationFact;
import dev.stemgate.terminology.Match;
import java.util.List;
import java.util.Objects;

/**
 * An Observation with what its values say.
 *
 * @param fact the Observation
 * @param answers its answers to the tests of the model, one a test and component
 * @param values clinical codes that stand as a value under another question (CONTRACTS, Conditions of code)
 * @param bearings how these values bear on the criteria
 */
record ClassifiedObservation(
        ObservationFact fact, List<ReadObservation> answers, List<Match> values, List<Bearing> bearings) {

    ClassifiedObservation {
        Objects.requireNonNull(fact, "fact");
        answers = List.copyOf(answers);
        values = List.copyOf(values);
        bearings = List.copyOf(bearings);
    }

    /** It answers a test, or has a clinical code as a value. */
    boolean bearsOnSomething() {
        return !answers.isEmpty() || !values.isEmpty();
    }

    boolean counts() {
        return ObservationStanding.counts(fact);
    }
}
