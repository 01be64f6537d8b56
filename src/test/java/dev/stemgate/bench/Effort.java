// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Wall time and CPU time of this process, over one or several stretches. Thread-confined. */
final class Effort {

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private long wall;
    private long cpu;

    void begin() {
        wall -= System.nanoTime();
        cpu -= PROCESS.getProcessCpuTime();
    }

    void end() {
        wall += System.nanoTime();
        cpu += PROCESS.getProcessCpuTime();
    }

    double wallSeconds() {
        return wall / 1e9;
    }

    double cpuSeconds() {
        return cpu / 1e9;
    }
}
