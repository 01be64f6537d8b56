// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.PlannedTherapy;
import dev.stemgate.rules.Therapy.AtLeast;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is planned for a patient, as far as ServiceRequests say.
 *
 * @param planned what they say; empty when none is about stem cells
 * @param atLeast hazards that the plan raises by itself
 * @param outOfScope every request about stem cells asks for something that this model does not judge
 */
record Plan(Optional<PlannedTherapy> planned, List<AtLeast> atLeast, boolean outOfScope) {

    Plan {
        Objects.requireNonNull(planned, "planned");
        atLeast = List.copyOf(atLeast);
    }

    boolean hasRoute(String route) {
        return planned.map(therapy -> therapy.routes().contains(route)).orElse(false);
    }

    boolean mayHaveTarget(String target) {
        return planned.map(therapy ->
                        therapy.targets().isEmpty() || therapy.targets().contains(target))
                .orElse(true);
    }

    boolean hasProduct(String product) {
        return planned.map(therapy -> therapy.products().contains(product)).orElse(false);
    }
}
