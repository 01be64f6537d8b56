// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import java.util.List;
import java.util.Objects;

/**
 * How records other than Conditions and medications are read, and which checks are recommended.
 *
 * @param observations tests, answers, units
 * @param allergies what an allergy can be
 * @param checks the recommended checks, in the order of the file
 */
record EvidenceModel(ObservationModel observations, AllergyModel allergies, List<CheckRule> checks) {

    EvidenceModel {
        Objects.requireNonNull(observations, "observations");
        Objects.requireNonNull(allergies, "allergies");
        checks = List.copyOf(checks);
    }
}
