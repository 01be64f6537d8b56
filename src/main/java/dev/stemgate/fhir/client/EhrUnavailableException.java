// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The endpoint cannot answer now: no connection, a timeout (status 0), 408, 429, 5xx, or 401. It is not a bad record and uses up no
 * record's attempts (DESIGN, invariant 7).
 */
public final class EhrUnavailableException extends EhrException {

    private final transient Optional<Duration> retryAfter;

    public EhrUnavailableException(
            String ehr, int status, List<String> issueCodes, Optional<Duration> retryAfter, String what) {
        super(ehr, status, issueCodes, what);
        this.retryAfter = Objects.requireNonNull(retryAfter, "retryAfter");
    }

    /** No answer at all: status 0. */
    public static EhrUnavailableException network(String ehr, Exception trouble) {
        return new EhrUnavailableException(
                ehr,
                0,
                List.of(),
                Optional.empty(),
                "no answer (" + trouble.getClass().getSimpleName() + ")");
    }

    /** How long the server asks to wait, at most 300 seconds; empty when it did not say. */
    public Optional<Duration> retryAfter() {
        return retryAfter == null ? Optional.empty() : retryAfter;
    }
}
