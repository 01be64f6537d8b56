// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.ClinicalStatus;
import dev.stemgate.model.ConditionFact;
import dev.stemgate.model.VerificationStatus;
import java.util.Map;

/** Whether and how firmly the verification status of a Condition counts (MODEL §3, table Condition). */
final class ConditionStanding {

    private static final Map<ClinicalStatus, String> CLINICAL = StatusWords.of(ClinicalStatus.class);
    private static final Map<VerificationStatus, String> VERIFICATION = StatusWords.of(VerificationStatus.class);

    private ConditionStanding() {}

    static boolean counts(ConditionFact condition) {
        return switch (condition.verificationStatus()) {
            case REFUTED, ENTERED_IN_ERROR -> false;
            default -> true;
        };
    }

    /** Why a record that counts is suggestive only; empty when it is definite. */
    static String doubt(ConditionFact condition) {
        return switch (condition.verificationStatus()) {
            case UNCONFIRMED, PROVISIONAL, DIFFERENTIAL -> "it is " + VERIFICATION.get(condition.verificationStatus());
            default -> "";
        };
    }

    /** The status words that a person reads. */
    static String words(ConditionFact condition) {
        String clinical = condition.clinicalStatus() == ClinicalStatus.MISSING
                ? "no clinical status"
                : CLINICAL.get(condition.clinicalStatus());
        return condition.verificationStatus() == VerificationStatus.MISSING
                ? clinical
                : clinical + ", " + VERIFICATION.get(condition.verificationStatus());
    }
}
