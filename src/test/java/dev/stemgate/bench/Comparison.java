// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Lets contenders run in turn, round by round, in one process: what disturbs the machine disturbs all of them alike. Prints every
 * round, and medians of wall time and of the CPU time of the whole process. Before that each warms up by itself, for as many runs as all
 * the others and for no less time: a short one would else be measured while the JIT is still at it.
 */
final class Comparison {

    /** Nanoseconds a patient of one run. */
    private record Run(double wall, double cpu) {}

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private static final double WARM_UP_SECONDS = 15;

    private final Map<String, List<Run>> runs = new LinkedHashMap<>();
    private final PrintStream out;

    Comparison(PrintStream out) {
        this.out = out;
    }

    Comparison run(int warmUps, int rounds, List<Contender> contenders) throws Exception {
        for (Contender contender : contenders) {
            warmUp(contender, warmUps);
        }
        for (int round = 1; round <= rounds; round++) {
            for (Contender contender : contenders) {
                long cpu = SYSTEM.getProcessCpuTime();
                long start = System.nanoTime();
                int patients = contender.run();
                Run run = new Run(
                        (System.nanoTime() - start) / (double) patients,
                        (SYSTEM.getProcessCpuTime() - cpu) / (double) patients);
                out.printf(
                        Locale.ROOT,
                        "round %d\t%s\t%d patients\twall %.4f ms\tcpu %.4f ms%n",
                        round,
                        contender.name(),
                        patients,
                        run.wall() / 1e6,
                        run.cpu() / 1e6);
                runs.computeIfAbsent(contender.name(), name -> new ArrayList<>())
                        .add(run);
            }
        }
        runs.forEach((name, all) -> out.printf(
                Locale.ROOT,
                "median\t%s\twall %.4f ms\tcpu %.4f ms a patient, %d rounds%n",
                name,
                median(all.stream().map(Run::wall).toList()) / 1e6,
                median(all.stream().map(Run::cpu).toList()) / 1e6,
                all.size()));
        return this;
    }

    private void warmUp(Contender contender, int atLeast) throws Exception {
        long start = System.nanoTime();
        int done = 0;
        while (done < atLeast || System.nanoTime() - start < WARM_UP_SECONDS * 1e9) {
            contender.run();
            done++;
        }
        out.printf(
                Locale.ROOT,
                "warm-up\t%s\t%d runs in %.1f s%n",
                contender.name(),
                done,
                (System.nanoTime() - start) / 1e9);
    }

    /** How many times as fast the one is as the other: the median of the rounds' quotients. */
    void quotient(String fast, String slow, double asked) {
        List<Double> wall = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        for (int i = 0; i < runs.get(fast).size(); i++) {
            wall.add(runs.get(slow).get(i).wall() / runs.get(fast).get(i).wall());
            cpu.add(runs.get(slow).get(i).cpu() / runs.get(fast).get(i).cpu());
        }
        out.printf(
                Locale.ROOT,
                "quotient\t%s against %s\twall %.2f\tcpu %.2f\tasked %.2f%n",
                fast,
                slow,
                median(wall),
                median(cpu),
                asked);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
