// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.util.Objects;

/**
 * Whether a result may be written, as far as a change of the model is concerned.
 *
 * @param change how the change stands now
 * @param holds true when this result is to be held
 * @param turned true when this very result decided it: the change passed or was stopped
 */
public record Ruling(ModelChange change, boolean holds, boolean turned) {

    public Ruling {
        Objects.requireNonNull(change, "change");
    }
}
