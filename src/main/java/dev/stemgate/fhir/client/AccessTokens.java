// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Keeps one access token and renews it: whoever needs one first fetches it and all others wait for that one; from 80 % of its life one
 * thread renews it while the others go on with it. After a failure nobody asks again before the time that the server asked for, or a
 * second, has passed. Thread-safe.
 */
final class AccessTokens {

    private static final Duration LEAST_PAUSE = Duration.ofSeconds(1);

    private record Failure(EhrUnavailableException trouble, Instant until) {}

    private final Supplier<AccessToken> endpoint;
    private final Clock clock;
    private final AtomicReference<AccessToken> current = new AtomicReference<>();
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Failure failure;

    /** @param endpoint fetches a new token, or throws an {@link EhrUnavailableException} */
    AccessTokens(Supplier<AccessToken> endpoint, Clock clock) {
        this.endpoint = endpoint;
        this.clock = clock;
    }

    /** @throws EhrUnavailableException when there is none and none can be had now */
    AccessToken get() {
        AccessToken held = current.get();
        if (isFresh(held)) {
            return held;
        }
        if (isUsable(held)) {
            return fetching.tryLock() ? renewedOr(held) : held;
        }
        fetching.lock();
        try {
            AccessToken other = current.get();
            return isUsable(other) ? other : fetched();
        } finally {
            fetching.unlock();
        }
    }

    /** The EHR refused this one: the next to ask fetches another, unless somebody did so already. */
    void refused(Secret header) {
        AccessToken held = current.get();
        if (held != null && held.header().equals(header)) {
            current.compareAndSet(held, null);
        }
    }

    private AccessToken renewedOr(AccessToken held) {
        try {
            AccessToken other = current.get();
            return isFresh(other) ? other : fetched();
        } catch (EhrUnavailableException later) {
            return held;
        } finally {
            fetching.unlock();
        }
    }

    private AccessToken fetched() {
        Failure last = failure;
        if (last != null && clock.instant().isBefore(last.until())) {
            throw last.trouble().after(Duration.between(clock.instant(), last.until()));
        }
        try {
            AccessToken token = endpoint.get();
            failure = null;
            current.set(token);
            return token;
        } catch (EhrUnavailableException trouble) {
            Duration pause = trouble.retryAfter()
                    .filter(wait -> wait.compareTo(LEAST_PAUSE) > 0)
                    .orElse(LEAST_PAUSE);
            failure = new Failure(trouble, clock.instant().plus(pause));
            throw trouble;
        }
    }

    private boolean isFresh(AccessToken token) {
        return token != null && clock.instant().isBefore(token.renewAt());
    }

    private boolean isUsable(AccessToken token) {
        return token != null && clock.instant().isBefore(token.usableUntil());
    }
}
