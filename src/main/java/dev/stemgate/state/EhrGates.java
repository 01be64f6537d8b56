// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a running bridge knows of its endpoints at this moment, beyond what is stored: whether it asks an EHR at all. Implementations
 * are thread-safe and answer at once.
 */
@FunctionalInterface
public interface EhrGates {

    /**
     * The gate of one EHR.
     *
     * @param down the last answer of the EHR was an outage
     * @param opensAt when it is asked again; empty while the gate is open
     * @param suspended its write-back is suspended until somebody resumes it
     */
    record Gate(boolean down, Optional<Instant> opensAt, boolean suspended) {
        public Gate {
            Objects.requireNonNull(opensAt, "opensAt");
        }

        /** With its write-back suspended, or not. */
        public Gate suspended(boolean now) {
            return new Gate(down, opensAt, now);
        }

        public boolean open() {
            return opensAt.isEmpty();
        }
    }

    Gate of(String ehr);
}
