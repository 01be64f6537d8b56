// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What may be claimed while it is still being read who is to be screened: whole batches at once, since a batch costs as many requests for a
 * few patients as for many; fewer only when nothing was claimed for a while, so that a slow reading keeps nobody waiting. Thread-safe.
 */
final class WholeBatches {

    /** So long after the last claim, or the beginning of the reading, whoever is there is screened, in however small a batch. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private record Reading(int underWay, Instant quietSince) {}

    private final Map<String, Reading> readings = new ConcurrentHashMap<>();

    /**
     * Notes that one more reading of a hospital's patients has begun.
     *
     * @return to be run when it has ended; does nothing the second time
     */
    Runnable reading(String ehr, Instant now) {
        readings.merge(
                ehr, new Reading(1, now), (other, fresh) -> new Reading(other.underWay() + 1, other.quietSince()));
        AtomicBoolean mine = new AtomicBoolean(true);
        return () -> {
            if (mine.compareAndSet(true, false)) {
                readings.computeIfPresent(
                        ehr,
                        (name, reading) -> reading.underWay() == 1
                                ? null
                                : new Reading(reading.underWay() - 1, reading.quietSince()));
            }
        };
    }

    /** Whether units of a hospital may be claimed now. @param whole whether there are enough for a batch of the largest size */
    boolean mayClaim(String ehr, boolean whole, Instant now) {
        Reading reading = readings.get(ehr);
        return whole || reading == null || !now.isBefore(reading.quietSince().plus(LONGEST_WAIT));
    }

    /** Notes that units of a hospital were claimed. */
    void claimed(String ehr, Instant now) {
        readings.computeIfPresent(ehr, (name, reading) -> new Reading(reading.underWay(), now));
    }
}
