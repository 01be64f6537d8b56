// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.model.RecordKind;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * What is read of the patients of one EHR.
 *
 * @param kinds the kinds that are asked for; the Patient is always one of them
 * @param observations which Observations, where they are asked for at all
 */
public record ReadingPlan(Set<RecordKind> kinds, ObservationSelection observations) {

    public ReadingPlan {
        if (!kinds.contains(RecordKind.PATIENT)) {
            throw new IllegalArgumentException("the Patient is always read");
        }
        kinds = Collections.unmodifiableSet(EnumSet.copyOf(kinds));
        Objects.requireNonNull(observations, "observations");
    }

    /** The kinds that are not asked for: the site declared that its EHR does not give them, or did not ask for them. */
    public Set<RecordKind> notRead() {
        return Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.copyOf(kinds)));
    }
}
