// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Watches how much of the heap is used after full collections, which it asks for every few seconds. Thread-safe. */
final class LiveHeap implements AutoCloseable {

    private static final long EVERY_SECONDS = 5;

    private final AtomicLong most = new AtomicLong();
    private final AtomicLong samples = new AtomicLong();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    LiveHeap() {
        clock.scheduleWithFixedDelay(this::sample, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void sample() {
        System.gc();
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        most.accumulateAndGet(used, Math::max);
        samples.incrementAndGet();
    }

    String said() {
        sample();
        return String.format(
                Locale.ROOT, "live heap at most %.1f MB after %d full collections", most.get() / 1e6, samples.get());
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
