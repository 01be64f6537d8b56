// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Code;
import java.util.List;
import java.util.Objects;

/**
 * What the question of an Observation, or of a component, asks: the same whoever is asked.
 *
 * @param mayAsk a code of the question is one of a test, in whatever system
 * @param asked the tests that it asks for, in the order of the model
 * @param aboutOthers the question is about somebody else: family history
 */
record ObservationQuestion(boolean mayAsk, List<Asked> asked, boolean aboutOthers) {

    /**
     * A test that a question asks for.
     *
     * @param test the test
     * @param code the code by which it was found
     */
    record Asked(ObservationTest test, Code code) {
        Asked {
            Objects.requireNonNull(test, "test");
            Objects.requireNonNull(code, "code");
        }
    }

    ObservationQuestion {
        asked = List.copyOf(asked);
    }
}
