// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import dev.stemgate.deadletter.Reason;
import java.util.Objects;

/** Whether it is certain who a subject is. */
public sealed interface MatchDecision {

    /**
     * Exactly one patient of the EHR, without a contradiction.
     *
     * @param patientId logical id at the EHR
     */
    record Certain(String patientId) implements MatchDecision {
        public Certain {
            if (patientId.isBlank()) {
                throw new IllegalArgumentException("a patient has an id");
            }
        }
    }

    /**
     * Not certain; the records become dead letters.
     *
     * @param reason unmatched, ambiguous, a conflict, or why the EHR could not be asked
     * @param candidates the patients who came into question, as JSON; personal data
     */
    record Uncertain(Reason reason, String candidates) implements MatchDecision {
        public Uncertain {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(candidates, "candidates");
        }

        /** Without the candidates, who are personal data. */
        @Override
        public String toString() {
            return "Uncertain[" + reason.code() + "]";
        }
    }
}
