// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a screening says beside the findings: hazards, therapy options compared, and checks to make (MODEL §2).
 *
 * @param hazards one per hazard of the model, in its order; empty for not-applicable
 * @param options the therapy options compared; empty for not-applicable
 * @param checks what is still to be checked
 * @param planned the therapy that is planned, when a ServiceRequest says so
 */
public record RiskProfile(
        List<Hazard> hazards,
        List<TherapyOption> options,
        List<RecommendedCheck> checks,
        Optional<PlannedTherapy> planned) {

    /** Of a screening that does not apply. */
    public static final RiskProfile NONE = new RiskProfile(List.of(), List.of(), List.of(), Optional.empty());

    public RiskProfile {
        hazards = List.copyOf(hazards);
        options = List.copyOf(options);
        checks = List.copyOf(checks);
        Objects.requireNonNull(planned, "planned");
    }
}
