// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.util.Objects;

/**
 * Something that is still to be sent to an EHR after a result was written there.
 *
 * @param id names it
 * @param ehr where to
 * @param unit the unit whose result it belongs to
 * @param what in one word, for people: {@code Provenance}
 * @param entry the request, as its sender stored it
 * @param attempts how often it was sent in vain
 * @param begun whether it was taken to be sent before, so that the EHR may have it
 * @param lastError what came of the last attempt, as a code; empty before the first
 */
public record FollowUp(
        long id, String ehr, UnitId unit, String what, String entry, int attempts, boolean begun, String lastError) {

    public FollowUp {
        Objects.requireNonNull(ehr, "ehr");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(entry, "entry");
        Objects.requireNonNull(lastError, "lastError");
    }

    /**
     * One that is not stored yet.
     *
     * @param what in one word, for people
     * @param entry the request
     */
    public record Request(String what, String entry) {
        public Request {
            Objects.requireNonNull(what, "what");
            Objects.requireNonNull(entry, "entry");
        }
    }
}
