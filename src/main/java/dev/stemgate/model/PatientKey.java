// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import java.util.Objects;

/**
 * One patient of one EHR. A bare id is never a key across EHRs.
 *
 * @param ehr name of the hospital file
 * @param patientId logical id of the Patient on that EHR
 */
public record PatientKey(String ehr, String patientId) {

    public PatientKey {
        Objects.requireNonNull(ehr, "ehr");
        Objects.requireNonNull(patientId, "patientId");
        if (ehr.isBlank() || patientId.isBlank()) {
            throw new IllegalArgumentException("a patient key needs an EHR and an id");
        }
    }

    @Override
    public String toString() {
        return ehr + "/" + patientId;
    }
}
