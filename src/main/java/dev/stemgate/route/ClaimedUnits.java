// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.state.PatientUnit;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Units of one hospital that were claimed together.
 *
 * @param units at least one
 * @param claimedAt since when the lease runs
 */
record ClaimedUnits(List<PatientUnit> units, Instant claimedAt) {

    ClaimedUnits {
        units = List.copyOf(units);
        Objects.requireNonNull(claimedAt, "claimedAt");
        if (units.isEmpty()) {
            throw new IllegalArgumentException("a batch holds a unit at least");
        }
    }

    /** Whether so much of the lease has passed that a unit is better renewed before work on it begins. */
    boolean isOld(Instant now) {
        return now.isAfter(claimedAt.plus(Heartbeat.LEASE.dividedBy(3)));
    }
}
