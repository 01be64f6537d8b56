// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.time.Instant;
import java.util.Objects;

/**
 * That nothing is written to an EHR until somebody resumes it.
 *
 * @param code what the EHR answered to the writes that led to it, as a code: {@code http-422.business-rule}
 * @param since when it began
 */
public record Suspension(String code, Instant since) {

    public Suspension {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(since, "since");
    }
}
