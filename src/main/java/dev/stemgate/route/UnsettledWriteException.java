// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import java.time.Instant;

/** An earlier write may have taken effect, and the EHR's index may not show it yet: to be looked at again later. */
public final class UnsettledWriteException extends RuntimeException {

    private final transient Instant until;

    UnsettledWriteException(String ehr, Instant until) {
        super(ehr + ": an earlier write may not be indexed yet");
        this.until = until;
    }

    /** When a search shows it. */
    Instant until() {
        return until;
    }
}
