// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.terminology.ServerAnswer.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the terminology server can be used. After it did not answer, it is left alone for a minute, so that a screening waits for it once and
 * not once a code. One warning an outage, without a code: a code may be told of few people. Thread-safe.
 */
final class ServerOutage {

    private static final Logger LOG = LoggerFactory.getLogger(ServerOutage.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Clock clock;
    private boolean down;
    private Instant pausedUntil = Instant.MIN;

    ServerOutage(Clock clock) {
        this.clock = clock;
    }

    synchronized boolean isPaused() {
        return clock.instant().isBefore(pausedUntil);
    }

    /** True from a failure to the next answer. */
    synchronized boolean isDown() {
        return down;
    }

    synchronized void answered() {
        if (down) {
            LOG.info("the terminology server answers again");
        }
        down = false;
        pausedUntil = Instant.MIN;
    }

    synchronized void failed(Reason reason) {
        if (!down) {
            LOG.warn(
                    "the terminology server cannot be used ({}); codes that no list knows stay to be classified",
                    reason);
        }
        down = true;
        if (reason == Reason.UNAVAILABLE) {
            pausedUntil = clock.instant().plus(PAUSE);
        }
    }
}
