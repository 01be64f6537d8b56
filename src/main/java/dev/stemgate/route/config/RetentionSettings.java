// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How long what is settled is kept.
 *
 * @param closedLetters of dead letters that are replayed or resolved; empty: for ever
 * @param steps of the steps of units that are closed; empty: for ever
 * @param inputs of records of files that count no more, and of lines and entries that are settled; empty: for ever
 */
public record RetentionSettings(Optional<Duration> closedLetters, Optional<Duration> steps, Optional<Duration> inputs) {

    public RetentionSettings {
        Objects.requireNonNull(closedLetters, "closedLetters");
        Objects.requireNonNull(steps, "steps");
        Objects.requireNonNull(inputs, "inputs");
    }
}
