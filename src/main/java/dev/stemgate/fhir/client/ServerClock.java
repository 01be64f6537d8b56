// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The time as a server sees it, learnt from the Date header of its answers, so that an assertion does not look expired, or too long, to
 * a server whose clock or ours is wrong. Thread-safe.
 */
final class ServerClock {

    private static final Duration BELIEVABLE = Duration.ofDays(1);
    private static final Duration NOTICEABLE = Duration.ofSeconds(30);

    private final Clock clock;
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    ServerClock(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().plus(ahead.get());
    }

    Duration ahead() {
        return ahead.get();
    }

    /** Takes the Date header of an answer. Returns true when the server's time is another, by 30 seconds or more, than was thought. */
    boolean learn(Optional<String> date) {
        Optional<Duration> seen = date.flatMap(RetryAfter::instant)
                .map(instant -> Duration.between(clock.instant(), instant))
                .filter(offset -> offset.abs().compareTo(BELIEVABLE) <= 0);
        if (seen.isEmpty()) {
            return false;
        }
        Duration thought = ahead.getAndSet(seen.get());
        return thought.minus(seen.get()).abs().compareTo(NOTICEABLE) >= 0;
    }
}
