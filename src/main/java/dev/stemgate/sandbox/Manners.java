// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** The manners that a running sandbox has at this moment. Thread-safe. */
final class Manners {

    private final AtomicReference<Set<Manner>> current = new AtomicReference<>(Set.of());

    Manners(Set<Manner> manners) {
        adopt(manners);
    }

    void adopt(Set<Manner> manners) {
        Set<Manner> copy = EnumSet.noneOf(Manner.class);
        copy.addAll(manners);
        current.set(Collections.unmodifiableSet(copy));
    }

    boolean has(Manner manner) {
        return current.get().contains(manner);
    }

    /** Whether a type can be searched by {@code _lastUpdated}. */
    boolean searchesByTime(String type) {
        if (has(Manner.NO_LAST_UPDATED)) {
            return false;
        }
        return !has(Manner.LAST_UPDATED_ON_SOME)
                || Set.of("Condition", "MedicationRequest", "Observation").contains(type);
    }

    boolean serves(String type) {
        return !(has(Manner.NO_MEDICATION_STATEMENT) && type.equals("MedicationStatement"));
    }

    boolean takes(String type) {
        return !(has(Manner.OBSERVATION_NOT_TAKEN) && type.equals("Observation"));
    }

    /** Whether records of a type are found by patient only. */
    boolean needsPatient(String type) {
        return has(Manner.PATIENT_NEEDED)
                && Set.of("Condition", "MedicationRequest", "MedicationStatement")
                        .contains(type);
    }
}
