// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What a server says before anybody logs in.
 *
 * @param smart true when it publishes a SMART configuration with a token endpoint
 * @param knowsV2 true when that configuration knows SMART's second syntax of scopes
 * @param clockAhead how far the server's clock is ahead of ours, negative when behind; empty when it sends no Date
 */
public record Greeting(boolean smart, boolean knowsV2, Optional<Duration> clockAhead) {

    public Greeting {
        Objects.requireNonNull(clockAhead, "clockAhead");
    }
}
