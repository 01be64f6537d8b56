// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.RiskProfile;
import java.time.LocalDate;
import java.util.Objects;

/**
 * Hazards, options and checks at a date, with how long they stand while the results they rest on do.
 *
 * @param profile hazards, options and checks
 * @param until as in {@link DatedResult}
 */
record DatedRisks(RiskProfile profile, LocalDate until) {

    DatedRisks {
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(until, "until");
    }

    boolean standOn(LocalDate day) {
        return day.isBefore(until);
    }
}
