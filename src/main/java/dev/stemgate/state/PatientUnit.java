// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import dev.stemgate.model.PatientKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One screening request for one patient, as it was when it was read from the ledger.
 *
 * @param id names it
 * @param patient whom to screen
 * @param requestedPatientId the id it was requested for; another one only after a merge
 * @param trigger why it was requested
 * @param state exactly one
 * @param requestedAt when it was requested
 * @param notBefore when it may be claimed
 * @param claim token of the current claim; empty while nobody holds it
 * @param worker who holds it; empty while nobody does
 * @param claims how often it was claimed
 * @param serverErrors how often the EHR answered this unit with 5xx
 * @param firstServerErrorAt the first of them
 * @param reasonCode why it is held or dead-lettered; may be empty
 * @param counts what became of the entries of its pull
 * @param closedAt when it got its final state
 */
public record PatientUnit(
        UnitId id,
        PatientKey patient,
        String requestedPatientId,
        Trigger trigger,
        UnitState state,
        Instant requestedAt,
        Instant notBefore,
        String claim,
        String worker,
        int claims,
        int serverErrors,
        Optional<Instant> firstServerErrorAt,
        String reasonCode,
        EntryCounts counts,
        Optional<Instant> closedAt) {

    private static final int SERVER_ERRORS = 5;
    private static final Duration SERVER_ERROR_SPAN = Duration.ofMinutes(30);

    public PatientUnit {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(patient, "patient");
        Objects.requireNonNull(requestedPatientId, "requestedPatientId");
        Objects.requireNonNull(trigger, "trigger");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(requestedAt, "requestedAt");
        Objects.requireNonNull(notBefore, "notBefore");
        Objects.requireNonNull(claim, "claim");
        Objects.requireNonNull(worker, "worker");
        Objects.requireNonNull(firstServerErrorAt, "firstServerErrorAt");
        Objects.requireNonNull(reasonCode, "reasonCode");
        Objects.requireNonNull(counts, "counts");
        Objects.requireNonNull(closedAt, "closedAt");
    }

    public boolean claimed() {
        return !claim.isEmpty();
    }

    /**
     * Whether one more 5xx now makes five over at least 30 minutes. If the endpoint answers others meanwhile, the unit is then
     * dead-lettered {@code server-error} (CONTRACTS, Two ledgers).
     */
    public boolean nextServerErrorIsTheLast(Instant now) {
        return serverErrors + 1 >= SERVER_ERRORS
                && firstServerErrorAt
                        .filter(first -> !now.isBefore(first.plus(SERVER_ERROR_SPAN)))
                        .isPresent();
    }
}
