// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.state.EhrGates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Whether an EHR is asked at all. An outage closes the gate of that EHR for the time its server asked for (Retry-After), else
 * for a doubling time with jitter; the first answer opens it again. Thread-safe.
 */
public final class EndpointGate {

    static final Duration LONGEST = Duration.ofSeconds(300);
    private static final Duration FIRST = Duration.ofSeconds(1);

    private record Pause(int failures, Instant until) {}

    private final Map<String, Pause> pauses = new ConcurrentHashMap<>();
    private final Map<String, Instant> finished = new ConcurrentHashMap<>();
    private final Clock clock;

    public EndpointGate(Clock clock) {
        this.clock = clock;
    }

    /** True when the EHR may be asked now. */
    public boolean isOpen(String ehr) {
        Pause pause = pauses.get(ehr);
        return pause == null || !clock.instant().isBefore(pause.until());
    }

    /** True while the last answer of the EHR was a failure. */
    public boolean isDown(String ehr) {
        return pauses.containsKey(ehr);
    }

    /** The gate as a person is shown it. */
    public EhrGates.Gate shown(String ehr) {
        Pause pause = pauses.get(ehr);
        return new EhrGates.Gate(
                pause != null, Optional.ofNullable(pause).map(Pause::until).filter(clock.instant()::isBefore), false);
    }

    /** Closes the gate after a failure and returns when it opens again. */
    public Instant pause(String ehr, Optional<Duration> retryAfter) {
        Instant now = clock.instant();
        return pauses.compute(ehr, (name, before) -> {
                    if (before != null && now.isBefore(before.until()) && retryAfter.isEmpty()) {
                        return before;
                    }
                    int failures = before == null ? 1 : before.failures() + 1;
                    return new Pause(
                            failures,
                            now.plus(retryAfter.map(EndpointGate::asAsked).orElse(backOff(failures))));
                })
                .until();
    }

    /**
     * The EHR answered. Returns true when that ends its outage. An answer that was already on its way when the pause began does
     * not shorten the pause.
     */
    public boolean answered(String ehr) {
        Pause pause = pauses.get(ehr);
        return pause != null && !clock.instant().isBefore(pause.until()) && pauses.remove(ehr, pause);
    }

    /** A unit of this EHR was read and settled without an outage. */
    public void unitFinished(String ehr) {
        finished.put(ehr, clock.instant());
    }

    /** True when the EHR served some unit to its end since then. */
    public boolean servedSomeoneSince(String ehr, Instant then) {
        Instant last = finished.get(ehr);
        return last != null && last.isAfter(then);
    }

    /** What the server asked for, but never longer than the cap, and never no pause at all. */
    private static Duration asAsked(Duration asked) {
        Duration least = backOff(1);
        if (asked.compareTo(least) < 0) {
            return least;
        }
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }

    private static Duration backOff(int failures) {
        long full = Math.min(FIRST.toMillis() << Math.min(failures - 1, 20), LONGEST.toMillis());
        return Duration.ofMillis(full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1));
    }
}
