// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.DateRange;
import java.util.Objects;
import java.util.Optional;

/**
 * The exposure to a drug that a medication record tells of.
 *
 * @param last last exposure; empty when undated
 * @param start when the course began, as recorded; empty when not recorded
 * @param suggestive why it is suggestive only; empty when definite
 */
record Exposure(Optional<LastDate> last, Optional<DateRange> start, String suggestive) {

    Exposure {
        Objects.requireNonNull(last, "last");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(suggestive, "suggestive");
    }
}
