// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import dev.stemgate.model.PatientKey;
import dev.stemgate.state.UnitId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What becomes, or in a dry run would become, of one letter of a replay.
 *
 * @param letter which letter
 * @param decision what is done with it
 * @param why one sentence, without personal data
 * @param patients who is screened again; personal data
 * @param units the requests that were made; none in a dry run
 */
public record ReplayItem(
        LetterId letter, Reason reason, Decision decision, String why, List<Expectation> patients, List<UnitId> units) {

    /** What is done with a letter. */
    public enum Decision {
        /** It is replayed: its patients are requested, or its record was taken in. */
        REPLAY,
        /** Somebody asked before, and that replay is not through. */
        UNDER_WAY,
        /** It was replayed or resolved before. */
        SETTLED,
        /** Its cause is certainly still there. */
        REFUSED;

        /** The word that is shown. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One patient of a replay.
     *
     * @param stored the outcome that stands now, and by which model version; empty when there is none
     * @param expected the outcome that the model in force would give; empty when nobody asked for it, or it cannot be told
     */
    public record Expectation(PatientKey patient, Optional<Judged> stored, Optional<Judged> expected) {
        public Expectation {
            Objects.requireNonNull(patient, "patient");
            Objects.requireNonNull(stored, "stored");
            Objects.requireNonNull(expected, "expected");
        }

        /** Without the patient. */
        @Override
        public String toString() {
            return "Expectation[" + stored + " -> " + expected + "]";
        }
    }

    /**
     * An outcome and which model gave it.
     *
     * @param outcome the word, for instance {@code contraindicated}
     */
    public record Judged(String outcome, String modelVersion) {
        public Judged {
            Objects.requireNonNull(outcome, "outcome");
            Objects.requireNonNull(modelVersion, "modelVersion");
        }
    }

    public ReplayItem {
        Objects.requireNonNull(letter, "letter");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(decision, "decision");
        Objects.requireNonNull(why, "why");
        patients = List.copyOf(patients);
        units = List.copyOf(units);
    }
}
