// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A Condition, extracted without judgement.
 *
 * @param encounterDiagnosis true when a category says {@code encounter-diagnosis}
 * @param recordedDate {@code recordedDate}; {@code meta.lastUpdated} is never used as a date
 * @param securityLabels {@code meta.security}
 */
public record ConditionFact(
        ResourceRef ref,
        Concept code,
        ClinicalStatus clinicalStatus,
        VerificationStatus verificationStatus,
        boolean encounterDiagnosis,
        Optional<When> onset,
        Optional<When> abatement,
        Optional<DateRange> recordedDate,
        List<Code> securityLabels) {

    public ConditionFact {
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(clinicalStatus, "clinicalStatus");
        Objects.requireNonNull(verificationStatus, "verificationStatus");
        Objects.requireNonNull(onset, "onset");
        Objects.requireNonNull(abatement, "abatement");
        Objects.requireNonNull(recordedDate, "recordedDate");
        securityLabels = List.copyOf(securityLabels);
    }
}
