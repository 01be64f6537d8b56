// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How one EHR is doing.
 *
 * @param up false while it does not answer or refuses us
 * @param since since when it is up or down
 * @param lastErrorCode the last error as a code ({@code http-503}, {@code timeout}); empty when there was none
 * @param lastErrorAt when that was
 * @param pausedUntil not to be called before; empty when it is not paused
 * @param completeUpTo by the EHR's clock: everyone who was to be screened then has been read and is closed in the ledger
 */
public record EhrState(
        String ehr,
        boolean up,
        Instant since,
        String lastErrorCode,
        Optional<Instant> lastErrorAt,
        Optional<Instant> pausedUntil,
        Optional<Instant> completeUpTo) {

    public EhrState {
        Objects.requireNonNull(ehr, "ehr");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(lastErrorCode, "lastErrorCode");
        Objects.requireNonNull(lastErrorAt, "lastErrorAt");
        Objects.requireNonNull(pausedUntil, "pausedUntil");
        Objects.requireNonNull(completeUpTo, "completeUpTo");
    }

    public boolean pausedAt(Instant now) {
        return pausedUntil.filter(now::isBefore).isPresent();
    }
}
