// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bench;

import com.sun.management.ThreadMXBean;
import dev.stemgate.fhir.read.PatientFiles;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.rules.Evaluator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The evaluator alone, in one thread: CPU time of that thread and bytes allocated, a patient. Other than wall time and the CPU time of the
 * process neither holds what the collector and the compiler do beside it, nor what others do on the machine. Arguments: the model
 * folder, a folder of FHIR files, how many rounds to warm up, how many to count.
 */
final class EvaluatorBench {

    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 22);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private EvaluatorBench() {}

    public static void main(String[] args) throws IOException {
        Evaluator evaluator = ScreeningDigests.evaluator(Path.of(args[0]));
        List<PatientFacts> patients = PatientFiles.read(Path.of(args[1]), AS_OF);
        int warmUps = Integer.parseInt(args[2]);
        double[] millis = new double[Integer.parseInt(args[3])];
        double kilobytes = 0;
        for (int round = -warmUps; round < millis.length; round++) {
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            long start = THREADS.getCurrentThreadCpuTime();
            patients.forEach(patient -> evaluator.evaluate(patient, AS_OF));
            double took = (THREADS.getCurrentThreadCpuTime() - start) / 1e6 / patients.size();
            kilobytes = (THREADS.getCurrentThreadAllocatedBytes() - allocated) / 1e3 / patients.size();
            System.out.printf(Locale.ROOT, "round %d\t%.4f ms\t%.0f kB a patient%n", round, took, kilobytes);
            if (round >= 0) {
                millis[round] = took;
            }
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%d patients, %d rounds: least %.4f ms, median %.4f ms of CPU, %.0f kB a patient%n",
                patients.size(),
                millis.length,
                millis[0],
                millis[millis.length / 2],
                kilobytes);
    }
}
