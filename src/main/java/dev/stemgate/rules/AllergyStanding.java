// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.AllergyFact;
import dev.stemgate.model.ClinicalStatus;
import dev.stemgate.model.VerificationStatus;
import java.util.Map;

/** Whether and how firmly the status of an AllergyIntolerance counts: resolved or inactive is still history (MODEL §3). */
final class AllergyStanding {

    private static final Map<ClinicalStatus, String> CLINICAL = StatusWords.of(ClinicalStatus.class);
    private static final Map<VerificationStatus, String> VERIFICATION = StatusWords.of(VerificationStatus.class);

    private AllergyStanding() {}

    static boolean counts(AllergyFact allergy) {
        return switch (allergy.verificationStatus()) {
            case REFUTED, ENTERED_IN_ERROR -> false;
            default -> true;
        };
    }

    /** Why one that counts is suggestive only; empty when it is definite. */
    static String doubt(AllergyFact allergy) {
        return switch (allergy.verificationStatus()) {
            case UNCONFIRMED, PROVISIONAL, DIFFERENTIAL -> "it is " + VERIFICATION.get(allergy.verificationStatus());
            default -> "";
        };
    }

    static String words(AllergyFact allergy) {
        String clinical = allergy.clinicalStatus() == ClinicalStatus.MISSING
                ? "no clinical status"
                : CLINICAL.get(allergy.clinicalStatus());
        return allergy.verificationStatus() == VerificationStatus.MISSING
                ? clinical
                : clinical + ", " + VERIFICATION.get(allergy.verificationStatus());
    }
}
