// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import java.util.Objects;
import java.util.Set;

/**
 * A criterion that is met by so many distinct diseases of other criteria, its own rows included (MODEL §2,
 * {@code complex-history}).
 *
 * @param atLeast how many distinct diseases
 * @param criteria ids of the criteria whose evidence is counted
 * @param ownTitle what the criterion's own rows find, in words
 */
record DiseaseCount(int atLeast, Set<String> criteria, String ownTitle) {

    DiseaseCount {
        criteria = Set.copyOf(criteria);
        Objects.requireNonNull(ownTitle, "ownTitle");
    }
}
