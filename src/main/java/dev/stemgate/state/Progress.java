// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How far one EHR's data was read.
 *
 * @param scope {@link ReadingProgress#COHORT}, or a FHIR type
 * @param completeUpTo by the EHR's clock: what stood there by then was read, and everyone it concerned is closed in the ledger
 * @param readWholeAt by our clock: when the last reading of everyone that came to its end began; for the cohort only
 * @param gapReason why the type could not be read whole for some patient; empty when it never failed since then
 * @param gapAt when that was, last
 */
public record Progress(
        String ehr,
        String scope,
        Optional<Instant> completeUpTo,
        Optional<Instant> readWholeAt,
        String gapReason,
        Optional<Instant> gapAt) {

    public Progress {
        Objects.requireNonNull(ehr, "ehr");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(completeUpTo, "completeUpTo");
        Objects.requireNonNull(readWholeAt, "readWholeAt");
        Objects.requireNonNull(gapReason, "gapReason");
        Objects.requireNonNull(gapAt, "gapAt");
    }
}
