// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.ObservationFact;
import dev.stemgate.model.ObservationValue;
import java.util.Map;

/** Whether and how firmly the status of an Observation counts (MODEL §3, Other). */
final class ObservationStanding {

    private static final Map<ObservationFact.Status, String> WORDS = StatusWords.of(ObservationFact.Status.class);

    private ObservationStanding() {}

    static boolean counts(ObservationFact observation) {
        return switch (observation.status()) {
            case CANCELLED, ENTERED_IN_ERROR -> false;
            case REGISTERED -> !isWithoutResult(observation);
            default -> true;
        };
    }

    /** Registered means that the result is still to come. */
    private static boolean isWithoutResult(ObservationFact observation) {
        return observation.value() instanceof ObservationValue.Missing
                && observation.interpretations().isEmpty()
                && observation.components().isEmpty();
    }

    /** Why an Observation that counts is suggestive only; empty when it is definite. */
    static String doubt(ObservationFact observation) {
        return switch (observation.status()) {
            case FINAL, AMENDED, CORRECTED -> "";
            case UNKNOWN -> "its status is unknown";
            default -> "it is " + words(observation);
        };
    }

    static String words(ObservationFact observation) {
        return WORDS.get(observation.status());
    }
}
