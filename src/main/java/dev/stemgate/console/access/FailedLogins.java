// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down whoever guesses passwords: after five failures in a row for one name or from one address, each further try has to wait,
 * twice as long every time, up to a quarter of an hour. Names and addresses are counted apart, so that a proxy in front, which gives
 * all the same address, still leaves the names told apart. Thread-safe.
 */
public final class FailedLogins {

    static final int FREE = 5;
    static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int KEPT = 10_000;

    private record Failures(int count, Instant until) {}

    private final Clock clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > KEPT;
        }
    };

    public FailedLogins(Clock clock) {
        this.clock = clock;
    }

    /** How long this name from this address has to wait; zero when it may try now. */
    public synchronized Duration wait(String name, String address) {
        Duration byName = left("name " + name);
        Duration byAddress = left("address " + address);
        return byName.compareTo(byAddress) >= 0 ? byName : byAddress;
    }

    public synchronized void failed(String name, String address) {
        count("name " + name);
        count("address " + address);
    }

    public synchronized void succeeded(String name, String address) {
        failures.remove("name " + name);
        failures.remove("address " + address);
    }

    private Duration left(String key) {
        Failures known = failures.get(key);
        Duration left = known == null ? Duration.ZERO : Duration.between(clock.instant(), known.until());
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void count(String key) {
        Failures known = failures.get(key);
        int count = known == null ? 1 : known.count() + 1;
        Duration pause = Duration.ZERO;
        if (count >= FREE) {
            Duration doubled = Duration.ofSeconds(1L << Math.min(20, count - FREE));
            pause = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        }
        failures.put(key, new Failures(count, clock.instant().plus(pause)));
    }
}
