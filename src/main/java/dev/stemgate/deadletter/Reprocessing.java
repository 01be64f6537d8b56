// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import dev.stemgate.model.PatientKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Takes one record of a drop folder or a message in again; who takes files in implements it. The sources that it knows are not EHRs.
 * Everything it changes is in the state database, inside the transaction that runs when it is called, which may be run again.
 */
public interface Reprocessing {

    /** For a bridge without file sources. */
    Reprocessing NONE = new Reprocessing() {
        @Override
        public boolean knows(String source) {
            return false;
        }

        @Override
        public Optional<String> problem(DeadLetter letter, byte[] record) {
            return Optional.of("no such file source is set up");
        }

        @Override
        public Optional<byte[]> withCells(DeadLetter letter, byte[] record, Map<String, String> cells) {
            return Optional.empty();
        }

        @Override
        public Result process(DeadLetter letter, byte[] record) {
            throw new IllegalStateException("asked for a source that is not known");
        }

        @Override
        public boolean isMatchable(DeadLetter letter) {
            return false;
        }

        @Override
        public Optional<PatientKey> key(DeadLetter letter, String patientId) {
            return Optional.empty();
        }

        @Override
        public boolean assign(DeadLetter letter, PatientKey patient) {
            return false;
        }

        @Override
        public List<PatientCandidate> candidates(DeadLetter letter) {
            return List.of();
        }
    };

    /** What came of a record. */
    sealed interface Result {

        /**
         * Its facts are stored.
         *
         * @param patients whose they are, to be screened again
         */
        record Accepted(List<PatientKey> patients) implements Result {
            public Accepted {
                patients = List.copyOf(patients);
            }

            /** Without the patients. */
            @Override
            public String toString() {
                return "Accepted[" + patients.size() + " patient(s)]";
            }
        }

        /**
         * Its EHR is asked again whose it is; the letter closes by itself when the patient is found.
         *
         * @param subjectKey names the patient as the source describes
         */
        record Asked(String subjectKey) implements Result {
            public Asked {
                Objects.requireNonNull(subjectKey, "subjectKey");
            }
        }

        /**
         * It is still a dead letter.
         *
         * @param line one line a person understands, without personal data
         */
        record StillRefused(Reason reason, String line) implements Result {
            public StillRefused {
                Objects.requireNonNull(reason, "reason");
                Objects.requireNonNull(line, "line");
            }
        }
    }

    /** True for the name of a source of files or messages. */
    boolean knows(String source);

    /**
     * What certainly hinders taking the record in, whatever happens around it; empty when it might be taken in. Changes nothing.
     *
     * @param record the original bytes, or the corrected ones
     */
    Optional<String> problem(DeadLetter letter, byte[] record);

    /**
     * The row of a table with cells set by the names of their columns; changes nothing.
     *
     * @param record the original bytes
     * @param cells values by the name of the column; personal data
     * @return empty when the letter is about no row of a table
     * @throws CorrectionRefusedException with what hinders it, in names of columns and never in values
     */
    Optional<byte[]> withCells(DeadLetter letter, byte[] record, Map<String, String> cells);

    /** Takes the record in with the place of the letter. Never puts another letter for the same place. */
    Result process(DeadLetter letter, byte[] record);

    /** Whether a person can say whose the record of the letter is. */
    boolean isMatchable(DeadLetter letter);

    /** A patient of the EHR at which the patient of the letter is looked for; empty when the letter is not about whose a record is. */
    Optional<PatientKey> key(DeadLetter letter, String patientId);

    /** A person says whose the record is, and with it all records of that patient of the source. @return false when they are gone */
    boolean assign(DeadLetter letter, PatientKey patient);

    /** The patients among whom it could not be decided. Personal data. */
    List<PatientCandidate> candidates(DeadLetter letter);
}
