// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.AllergyFact;
import java.util.Map;
import java.util.Objects;

/**
 * An AllergyIntolerance with what it is.
 *
 * @param fact the AllergyIntolerance
 * @param features traits of the model, high criticality, and {@link AllergyModel#ANY} for every allergy that is one; each with
 *     the doubt that it is, empty when there is none
 * @param saysNothing the substance is masked, or the record says that nothing is known
 */
record ClassifiedAllergy(AllergyFact fact, Map<String, String> features, boolean saysNothing) {

    ClassifiedAllergy {
        Objects.requireNonNull(fact, "fact");
        features = Map.copyOf(features);
    }

    boolean counts() {
        return AllergyStanding.counts(fact);
    }
}
