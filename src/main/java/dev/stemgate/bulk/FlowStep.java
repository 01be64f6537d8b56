// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import java.util.List;
import java.util.Objects;

/**
 * One step of the flow diagram: how many Patients are left after it, and how many fell out at it, and why.
 *
 * @param id for instance {@code no-absolute-contraindication}
 * @param remaining Patients that are left
 * @param fellOut by reason, the commonest first; each Patient counts once
 */
public record FlowStep(String id, long remaining, List<FallOut> fellOut) {

    public FlowStep {
        Objects.requireNonNull(id, "id");
        fellOut = List.copyOf(fellOut);
    }

    /**
     * Patients who fell out for one reason.
     *
     * @param reason a code: a criterion id, a qualifier, or what the step says
     */
    public record FallOut(String reason, long count) {
        public FallOut {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
