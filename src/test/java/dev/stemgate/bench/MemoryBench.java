// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a bulk run keeps in memory of each patient: live heap when all lines are read, and the most that lived after a collection of the
 * whole heap, for 1, 4 and 16 times as many patients. Arguments: the smallest number of patients, Observations each, {@code id} or
 * {@code identifier} (what records name the patient by). Best with {@code -Xmx64m -XX:+UseSerialGC}.
 */
public final class MemoryBench {

    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 22);
    private static final int[] TIMES = {1, 4, 16};

    /** One row of the curve, in bytes. */
    private record Row(int patients, long before, long afterReading, long most) {}

    private MemoryBench() {}

    public static void main(String[] args) throws IOException {
        int smallest = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
        int observations = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        boolean byIdentifier = args.length > 2 && args[2].equals("identifier");
        Machine.describe();
        System.out.printf(
                Locale.ROOT,
                "-Xmx %d MB; %d Observations a patient, named by %s%n",
                Runtime.getRuntime().maxMemory() >> 20,
                observations,
                byIdentifier ? "identifier" : "id");
        System.out.println("patients      lines  input MB   live before  after reading   most     s");
        BulkPath bulk = new BulkPath(ScreeningDigests.evaluator(Path.of("model").toAbsolutePath()), AS_OF);
        screen(bulk, new MadeUpExport(Math.min(smallest, 200), observations, byIdentifier), false);
        List<Row> rows = new ArrayList<>();
        for (int times : TIMES) {
            rows.add(screen(bulk, new MadeUpExport(times * smallest, observations, byIdentifier), true));
        }
        Row first = rows.get(0);
        Row last = rows.get(rows.size() - 1);
        System.out.printf(
                Locale.ROOT,
                "kept per patient: %d bytes%n",
                (last.afterReading() - first.afterReading()) / (last.patients() - first.patients()));
    }

    private static Row screen(BulkPath bulk, MadeUpExport export, boolean told) throws IOException {
        Path folder = Files.createTempDirectory("stemgate-memory");
        try {
            long lines = export.write(folder.resolve("in"));
            long before = Machine.liveHeap();
            HeapWatch watch = new HeapWatch();
            long begun = System.nanoTime();
            bulk.screen(folder.resolve("in"), folder.resolve("out"), 2, watch);
            double seconds = (System.nanoTime() - begun) / 1e9;
            Row row = new Row(export.patients(), before, watch.afterReading(), watch.most());
            if (told) {
                System.out.printf(
                        Locale.ROOT,
                        "%8d %10d %9.1f %10.2f MB %11.2f MB %6.2f %5.1f%n",
                        row.patients(),
                        lines,
                        bytes(folder.resolve("in")) / 1e6,
                        before / 1e6,
                        row.afterReading() / 1e6,
                        row.most() / 1e6,
                        seconds);
            }
            return row;
        } finally {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static long bytes(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }
}
