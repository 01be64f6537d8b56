// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A Procedure, extracted without judgement.
 *
 * @param code what was done
 * @param status status word; UNKNOWN also for a missing or illegal one
 * @param performed {@code performed[x]}
 * @param reasons {@code reasonCode}s
 * @param used {@code usedCode}s: for instance the product of a cell therapy
 * @param securityLabels {@code meta.security}
 */
public record ProcedureFact(
        ResourceRef ref,
        Concept code,
        Status status,
        Optional<When> performed,
        List<Concept> reasons,
        List<Concept> used,
        List<Code> securityLabels) {

    /** EventStatus of R4. */
    public enum Status {
        PREPARATION,
        IN_PROGRESS,
        NOT_DONE,
        ON_HOLD,
        STOPPED,
        COMPLETED,
        ENTERED_IN_ERROR,
        UNKNOWN
    }

    public ProcedureFact {
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(performed, "performed");
        reasons = List.copyOf(reasons);
        used = List.copyOf(used);
        securityLabels = List.copyOf(securityLabels);
    }
}
