// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.util.List;
import java.util.Objects;

/**
 * A unit and all that happened to it.
 *
 * @param unit as it is now
 * @param steps in the order in which they happened
 */
public record UnitTrace(PatientUnit unit, List<Step> steps) {

    public UnitTrace {
        Objects.requireNonNull(unit, "unit");
        steps = List.copyOf(steps);
    }
}
