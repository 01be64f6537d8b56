// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/**
 * What the change to a model version does to the written results of one hospital.
 *
 * @param ehr the hospital's EHR
 * @param modelId the model
 * @param modelVersion the version it was changed to
 * @param begunAt when
 * @param state whether its results may be written
 * @param patients how many patients had a written result of an earlier version then
 * @param evaluated how many of them have been screened by the new version
 * @param changed how many of these have another outcome now
 * @param excluded how many of the patients could not be screened, because their unit became a dead letter or was merged away
 */
public record ModelChange(
        String ehr,
        String modelId,
        String modelVersion,
        Instant begunAt,
        State state,
        int patients,
        int evaluated,
        int changed,
        int excluded) {

    /** Whether results of the new version may be written. */
    public enum State {
        /** The share is not known yet: results whose outcome is another than the written one are held. */
        OPEN,
        /** The share is within the limit: everything is written. */
        PASSED,
        /** The share is above the limit: nothing is written. */
        STOPPED,
        /** The share is above the limit or was not known, and somebody approved it: everything is written. */
        APPROVED;

        /** The word that is stored and shown. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State ofCode(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    public ModelChange {
        Objects.requireNonNull(ehr, "ehr");
        Objects.requireNonNull(modelId, "modelId");
        Objects.requireNonNull(modelVersion, "modelVersion");
        Objects.requireNonNull(begunAt, "begunAt");
        Objects.requireNonNull(state, "state");
    }

    /** Whether every result of the version may be written. */
    public boolean mayBeWritten() {
        return state == State.PASSED || state == State.APPROVED;
    }

    /** Patients of whom it is not known yet what the new version says. */
    public int unknown() {
        return patients - excluded - evaluated;
    }

    /** Patients of whom it is known, or will be. */
    public int counted() {
        return patients - excluded;
    }

    /**
     * What is known by now. It stops as soon as the patients who have changed are more than the limit, and passes as soon as they would not be, even
     * if everybody changed of whom it is not known yet. A hospital whose every patient is settled is never left open.
     *
     * @param limitPercent the largest share of patients, in percent, whose outcome may change without approval
     */
    State stateAt(int limitPercent) {
        if (state != State.OPEN) {
            return state;
        }
        if (100L * changed > (long) limitPercent * counted()) {
            return State.STOPPED;
        }
        return 100L * (changed + unknown()) <= (long) limitPercent * counted() ? State.PASSED : State.OPEN;
    }
}
