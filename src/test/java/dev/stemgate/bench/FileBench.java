// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bench;

import dev.stemgate.deadletter.DeadLetters;
import dev.stemgate.intake.Limits;
import dev.stemgate.intake.SourceSettings;
import dev.stemgate.intake.drop.FileIntake;
import dev.stemgate.intake.drop.Formats;
import dev.stemgate.intake.drop.IntakeStore;
import dev.stemgate.state.Database;
import dev.stemgate.state.InputState;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files and lines a second into the ledger, with what is compared in the same run: {@link CopiedRows}, and for NDJSON {@link ParseOnly}. Each
 * way runs once to warm up on a tenth, and once to be measured.
 *
 * <p>Arguments: {@code small} and how many files (1000), or {@code long} and how many megabytes (1000); then {@code h2} or
 * {@code postgresql} (h2).
 */
public final class FileBench {

    private static final String SOURCE = "drops";

    private final TestDatabase kind;
    private final boolean small;

    private FileBench(TestDatabase kind, boolean small) {
        this.kind = kind;
        this.small = small;
    }

    public static void main(String[] args) throws Exception {
        boolean small = args.length == 0 || args[0].equals("small");
        int size = args.length > 1 ? Integer.parseInt(args[1]) : 1000;
        TestDatabase kind = TestDatabase.valueOf(args.length > 2 ? args[2].toUpperCase(Locale.ROOT) : "H2");
        FileBench bench = new FileBench(kind, small);
        Machine.describe();
        bench.round(Math.max(1, size / 10), false);
        bench.round(size, true);
        Machine.describe();
        System.exit(0);
    }

    private void round(int size, boolean shown) throws Exception {
        Path folder = Files.createTempDirectory("stemgate-file-bench");
        try {
            Path drops = Files.createDirectories(folder.resolve("in"));
            long units = small
                    ? BenchFiles.small(drops, size)
                    : BenchFiles.ndjson(drops.resolve("long.ndjson"), size * 1_000_000L);
            try (Database database = kind.open(folder.resolve("taken"));
                    Database plain = kind.open(folder.resolve("plain"))) {
                IntakeStore store = store(database);
                if (!small) {
                    Effort parsing = new Effort();
                    parsing.begin();
                    ParseOnly.lines(drops.resolve("long.ndjson"));
                    parsing.end();
                    print(shown, "parse only", parsing, size, units);
                }
                Effort intake = take(store, drops);
                print(shown, "intake, " + kind, intake, size, units);
                check(store, units);
                print(shown, "the same rows inserted", new CopiedRows(database, plain).copy(), size, units);
            }
        } finally {
            TemporaryFolder.delete(folder);
        }
    }

    static IntakeStore store(Database database) {
        Ledger ledger = new Ledger(database);
        return IntakeStore.of(database, new DeadLetters(database, ledger), ledger);
    }

    /** Takes every file of the folder, in order of their names. */
    static Effort take(IntakeStore store, Path drops) throws IOException {
        SourceSettings source = new SourceSettings(
                SOURCE,
                "north",
                drops,
                Formats.AUTO,
                false,
                ZoneOffset.UTC,
                Limits.DEFAULT,
                Map.of(),
                false,
                Optional.of(Path.of("routes/sources/csv/synthea.yaml")));
        FileIntake intake = new FileIntake(store, new Formats(Map.of()), Clock.systemUTC());
        List<Path> files;
        try (Stream<Path> inside = Files.list(drops)) {
            files = inside.filter(Files::isRegularFile).sorted().toList();
        }
        Effort effort = new Effort();
        effort.begin();
        for (Path file : files) {
            intake.take(source, file);
        }
        effort.end();
        return effort;
    }

    /** What was told is in the ledger, all of it. */
    static void check(IntakeStore store, long units) {
        Map<InputState, Long> counts = store.files().counts(SOURCE);
        long sum = counts.values().stream().mapToLong(Long::longValue).sum();
        System.out.println("in the ledger: " + counts);
        if (sum != units) {
            throw new IllegalStateException("the ledger has " + sum + " of " + units);
        }
    }

    private void print(boolean shown, String name, Effort effort, int size, long units) {
        if (!shown) {
            return;
        }
        String what = small ? "files" : "MB";
        System.out.printf(
                Locale.ROOT,
                "%-24s %8d %-5s %9d lines or entries  wall %8.2f s  CPU %8.2f s  %9.1f %s/s  %10.1f lines/s  %10.1f lines/CPU s%n",
                name,
                size,
                what,
                units,
                effort.wallSeconds(),
                effort.cpuSeconds(),
                size / effort.wallSeconds(),
                what,
                units / effort.wallSeconds(),
                units / effort.cpuSeconds());
    }
}
