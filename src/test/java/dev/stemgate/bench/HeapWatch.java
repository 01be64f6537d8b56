// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import dev.stemgate.bulk.BulkProgress;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** Looks at the heap while a bulk run goes on: what lives when all lines are read, and the most that ever lived after a collection. */
final class HeapWatch implements BulkProgress {

    private static final Set<String> HEAP = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());

    private final AtomicLong most = new AtomicLong();
    private volatile long afterReading;
    private boolean read;

    HeapWatch() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, handback) -> collected(
                                    GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())),
                            notification -> notification
                                    .getType()
                                    .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION),
                            null);
        }
    }

    /** Only a collection of the whole heap tells what lives. */
    private void collected(GarbageCollectionNotificationInfo info) {
        if (info.getGcAction().contains("major")) {
            long used = info.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                    .filter(pool -> HEAP.contains(pool.getKey()))
                    .mapToLong(pool -> pool.getValue().getUsed())
                    .sum();
            most.accumulateAndGet(used, Math::max);
        }
    }

    long afterReading() {
        return afterReading;
    }

    /** The most that lived after a collection of the whole heap. */
    long most() {
        return most.get();
    }

    @Override
    public void begin(String stage, long total, String unit) {
        if (!stage.equals("reading") && !read) {
            read = true;
            afterReading = Machine.liveHeap();
        }
    }

    @Override
    public void advance(long done) {
        // The heap is looked at between the stages.
    }

    @Override
    public void end() {
        // As above.
    }

    @Override
    public void say(String line) {
        System.out.println(line);
    }
}
