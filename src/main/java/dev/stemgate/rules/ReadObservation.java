// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Code;
import dev.stemgate.model.ObservationFact;
import java.util.Objects;

/**
 * One answer of an Observation, of itself or of a component, to a test that the model asks for.
 *
 * @param fact the Observation
 * @param test the test
 * @param question the code by which the test was found
 * @param reading what the value says
 */
record ReadObservation(ObservationFact fact, ObservationTest test, Code question, ValueReading reading) {

    ReadObservation {
        Objects.requireNonNull(fact, "fact");
        Objects.requireNonNull(test, "test");
        Objects.requireNonNull(question, "question");
        Objects.requireNonNull(reading, "reading");
    }

    boolean counts() {
        return ObservationStanding.counts(fact);
    }
}
