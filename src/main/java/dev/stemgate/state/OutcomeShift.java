// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import dev.stemgate.model.Outcome;
import java.util.Objects;

/**
 * How many patients of a hospital went from one outcome to another.
 *
 * @param before what was written
 * @param after what the new model version says; the same where nothing changed
 * @param patients how many
 */
public record OutcomeShift(Outcome before, Outcome after, long patients) {

    public OutcomeShift {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }
}
