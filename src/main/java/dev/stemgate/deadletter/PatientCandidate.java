// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import dev.stemgate.model.PatientKey;
import java.util.Objects;

/**
 * A patient of the EHR whom a record of a file may be about. Personal data.
 *
 * @param patient at the EHR
 * @param birthDate as the EHR says; empty when it does not
 * @param sex administrative gender as the EHR says; empty when it does not
 */
public record PatientCandidate(PatientKey patient, String birthDate, String sex) {

    public PatientCandidate {
        Objects.requireNonNull(patient, "patient");
        Objects.requireNonNull(birthDate, "birthDate");
        Objects.requireNonNull(sex, "sex");
    }

    /** Without the patient. */
    @Override
    public String toString() {
        return "PatientCandidate[]";
    }
}
