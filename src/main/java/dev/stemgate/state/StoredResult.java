// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import dev.stemgate.model.Fingerprint;
import dev.stemgate.model.Screening;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;

/**
 * The last result of one patient by one model, as it was written or held.
 *
 * @param screening the screening that was written or held, with its evidence
 * @param fingerprint of that screening
 * @param status written or held
 * @param evaluatedAt when it was evaluated
 * @param lastConfirmedOn the latest as-of date at which the same fingerprint came out again
 * @param validUntil when the patient is to be screened again
 * @param observation where it stands on the EHR; none for a held result
 * @param recordedAt when it was recorded
 * @param unit the unit that produced it
 */
public record StoredResult(
        Screening screening,
        Fingerprint fingerprint,
        ResultStatus status,
        Instant evaluatedAt,
        LocalDate lastConfirmedOn,
        LocalDate validUntil,
        ObservationVersion observation,
        Instant recordedAt,
        UnitId unit) {

    public StoredResult {
        Objects.requireNonNull(screening, "screening");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(evaluatedAt, "evaluatedAt");
        Objects.requireNonNull(lastConfirmedOn, "lastConfirmedOn");
        Objects.requireNonNull(validUntil, "validUntil");
        Objects.requireNonNull(observation, "observation");
        Objects.requireNonNull(recordedAt, "recordedAt");
        Objects.requireNonNull(unit, "unit");
    }
}
