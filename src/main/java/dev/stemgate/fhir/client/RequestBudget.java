// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * How many requests a second one EHR is sent at most: a bucket that holds one second's requests and is filled at that rate. Who comes when
 * it is empty waits his turn. Thread-safe.
 */
final class RequestBudget {

    private static final double SECOND = 1e9;

    private final double perSecond;
    private final double most;
    private final LongSupplier nanos;
    private final LongConsumer pause;
    private double left;
    private long filledAt;

    /** @param perSecond 0 for no limit */
    RequestBudget(double perSecond) {
        this(perSecond, System::nanoTime, RequestBudget::park);
    }

    /**
     * @param nanos the time, in nanoseconds
     * @param pause lets so many nanoseconds pass
     */
    RequestBudget(double perSecond, LongSupplier nanos, LongConsumer pause) {
        this.perSecond = perSecond;
        this.most = Math.max(1, perSecond);
        this.nanos = nanos;
        this.pause = pause;
        this.left = most;
        this.filledAt = nanos.getAsLong();
    }

    /** Returns when the next request may be sent. */
    void take() {
        if (perSecond <= 0) {
            return;
        }
        long wait = reserve();
        if (wait > 0) {
            pause.accept(wait);
        }
    }

    private synchronized long reserve() {
        long now = nanos.getAsLong();
        left = Math.min(most, left + (now - filledAt) / SECOND * perSecond);
        filledAt = now;
        left -= 1;
        return left >= 0 ? 0 : (long) Math.ceil(-left / perSecond * SECOND);
    }

    /** An interrupt ends the waiting: the bridge is being stopped, and the request fails by itself. */
    private static void park(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long rest = nanos; rest > 0 && !Thread.currentThread().isInterrupted(); rest = end - System.nanoTime()) {
            LockSupport.parkNanos(rest);
        }
    }
}
