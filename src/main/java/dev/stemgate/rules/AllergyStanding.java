// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.AllergyFact;
import dev.stemgate.model.ClinicalStatus;
import dev.stemgate.model.VerificationStatus;
import java.util.Locale;

/** Whether and how firmly the status of an AllergyIntolerance counts: resolved or inactive is still history (MODEL §3). */
final class AllergyStanding {

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
            case UNCONFIRMED, PROVISIONAL, DIFFERENTIAL -> "it is " + word(allergy.verificationStatus());
            default -> "";
        };
    }

    static String words(AllergyFact allergy) {
        String clinical = allergy.clinicalStatus() == ClinicalStatus.MISSING
                ? "no clinical status"
                : word(allergy.clinicalStatus());
        return allergy.verificationStatus() == VerificationStatus.MISSING
                ? clinical
                : clinical + ", " + word(allergy.verificationStatus());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
