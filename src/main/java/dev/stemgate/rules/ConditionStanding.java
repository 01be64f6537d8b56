// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.ClinicalStatus;
import dev.stemgate.model.ConditionFact;
import dev.stemgate.model.VerificationStatus;
import java.util.Locale;

/** Whether and how firmly the verification status of a Condition counts (MODEL §3, table Condition). */
final class ConditionStanding {

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
            case UNCONFIRMED, PROVISIONAL, DIFFERENTIAL -> "it is " + word(condition.verificationStatus());
            default -> "";
        };
    }

    /** The status words that a person reads. */
    static String words(ConditionFact condition) {
        String clinical = condition.clinicalStatus() == ClinicalStatus.MISSING
                ? "no clinical status"
                : word(condition.clinicalStatus());
        return condition.verificationStatus() == VerificationStatus.MISSING
                ? clinical
                : clinical + ", " + word(condition.verificationStatus());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
