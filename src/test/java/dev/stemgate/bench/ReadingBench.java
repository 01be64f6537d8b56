// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bench;

import com.sun.management.ThreadMXBean;
import dev.stemgate.bulk.ReadingPhase;
import dev.stemgate.fhir.client.Origin;
import dev.stemgate.fhir.read.ExactLineReader;
import dev.stemgate.rules.Evaluator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The reading phase of the bulk path against the parse-only loop, in turn, in one thread, by the CPU time and the allocated bytes of that
 * thread: what else runs on the machine, the JIT and the collector do not count. Arguments: a folder of NDJSON, warm-up rounds, rounds.
 */
final class ReadingBench {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** A piece of work that may fail. */
    private interface Work {
        void run() throws IOException;
    }

    private ReadingBench() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        int warmUps = Integer.parseInt(args[1]);
        int rounds = Integer.parseInt(args[2]);
        Path spill = Files.createTempDirectory("stemgate-reading").resolve("spill");
        Origin origin = new Origin(URI.create("https://ehr.example.org/fhir"));
        Evaluator evaluator = ScreeningDigests.evaluator(Path.of("model").toAbsolutePath());
        double megabytes = megabytes(folder);
        long[][] last = new long[1][];
        List<Double> parse = new ArrayList<>();
        List<Double> read = new ArrayList<>();
        for (int round = 1 - warmUps; round <= rounds; round++) {
            double parsed = milliseconds(() -> ParseOnly.tokens(folder)) / megabytes;
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            double reading = milliseconds(() ->
                            last[0] = ReadingPhase.read(folder, () -> new ExactLineReader(origin), evaluator, spill))
                    / megabytes;
            allocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;
            System.out.printf(
                    Locale.ROOT,
                    "round %d\tparse only %.3f ms/MB\treading %.3f ms/MB\tratio %.2f\tallocated %.2f B/B\t%s%n",
                    round,
                    parsed,
                    reading,
                    parsed / reading,
                    allocated / megabytes / 1e6,
                    Arrays.toString(last[0]));
            if (round > 0) {
                parse.add(parsed);
                read.add(reading);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%.1f MB, %d rounds: parse only median %.3f least %.3f, reading median %.3f least %.3f ms/MB of one thread; parse only / reading: %.2f of medians, %.2f of least%n",
                megabytes,
                rounds,
                median(parse),
                least(parse),
                median(read),
                least(read),
                median(parse) / median(read),
                least(parse) / least(read));
    }

    private static double milliseconds(Work work) throws IOException {
        long before = THREADS.getCurrentThreadCpuTime();
        work.run();
        return (THREADS.getCurrentThreadCpuTime() - before) / 1e6;
    }

    private static double megabytes(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes / 1e6;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private static double least(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }
}
