// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.PlannedTherapy;
import dev.stemgate.rules.Therapy.AtLeast;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is planned for a patient, as far as ServiceRequests say.
 *
 * @param planned what they say; empty when none is about stem cells
 * @param atLeast hazards that the plan raises by itself
 * @param outOfScope every request about stem cells asks for something that this model does not judge
 * @param whole whether the requests were read to the end, or there are none to be had; what a plan that is not whole does not say, it may
 *     say in a request that was not read
 * @param mayRaise hazards that some plan raises
 */
record Plan(
        Optional<PlannedTherapy> planned,
        List<AtLeast> atLeast,
        boolean outOfScope,
        boolean whole,
        Set<String> mayRaise) {

    Plan {
        Objects.requireNonNull(planned, "planned");
        atLeast = List.copyOf(atLeast);
        mayRaise = Set.copyOf(mayRaise);
    }

    /** Whether a request that was not read may raise this hazard, so that it cannot be at the baseline. */
    boolean leavesOpen(String hazard) {
        return !whole && mayRaise.contains(hazard);
    }

    boolean hasRoute(String route) {
        return planned.map(therapy -> therapy.routes().contains(route)).orElse(false);
    }

    boolean mayHaveTarget(String target) {
        return !whole
                || planned.map(therapy ->
                                therapy.targets().isEmpty() || therapy.targets().contains(target))
                        .orElse(true);
    }

    boolean hasProduct(String product) {
        return planned.map(therapy -> therapy.products().contains(product)).orElse(false);
    }
}
