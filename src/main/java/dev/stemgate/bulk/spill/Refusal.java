// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.spill;

import dev.stemgate.bulk.record.RefusalReason;
import java.util.Objects;

/**
 * Why a line is a dead letter.
 *
 * @param why in words and element names, never a value
 */
public record Refusal(RefusalReason reason, String why) {

    public Refusal {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(why, "why");
    }
}
