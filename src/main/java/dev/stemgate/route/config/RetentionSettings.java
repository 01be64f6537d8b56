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
 */
public record RetentionSettings(Optional<Duration> closedLetters, Optional<Duration> steps) {

    public RetentionSettings {
        Objects.requireNonNull(closedLetters, "closedLetters");
        Objects.requireNonNull(steps, "steps");
    }
}
