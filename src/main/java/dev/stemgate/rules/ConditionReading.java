// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import java.util.Objects;
import java.util.Optional;

/**
 * One way to read the status and dates of a Condition. There are two where it cannot be said whether the Condition has ended;
 * only what both give is definite.
 *
 * @param active whether it is active in this reading
 * @param suggestive why it is suggestive only; empty when status and dates are definite
 * @param date the date that windows look at; empty when undated
 */
record ConditionReading(boolean active, String suggestive, Optional<LastDate> date) {

    ConditionReading {
        Objects.requireNonNull(suggestive, "suggestive");
        Objects.requireNonNull(date, "date");
    }
}
