// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import dev.stemgate.model.Fingerprint;
import java.time.Instant;
import java.util.Objects;

/**
 * Says that a write to the EHR was about to begin. One that is found when a unit is claimed means that the run before was killed
 * between intent and record: read by identifier before writing (CONTRACTS, Identity).
 *
 * @param fingerprint of what was about to be written
 * @param unit which unit was writing
 * @param at since when
 */
public record WriteIntent(Fingerprint fingerprint, UnitId unit, Instant at) {

    public WriteIntent {
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(at, "at");
    }
}
