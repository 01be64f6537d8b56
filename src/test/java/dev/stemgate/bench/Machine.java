// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What the machine says of itself and of a process. */
final class Machine {

    private static final double TICKS = 100;

    private Machine() {}

    static void describe() {
        System.out.printf(
                Locale.ROOT,
                "%d processors, load %.2f, JDK %s%n",
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.version());
    }

    /** User and system time of a process, from {@code /proc/PID/stat} (clock ticks of 10 ms). */
    static double cpuSeconds(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes that are still used after everything that can be freed was. */
    static long liveHeap() {
        for (int time = 0; time < 3; time++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
