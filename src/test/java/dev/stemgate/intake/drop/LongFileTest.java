// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.deadletter.DeadLetters;
import dev.stemgate.intake.Limits;
import dev.stemgate.intake.SourceSettings;
import dev.stemgate.state.Database;
import dev.stemgate.state.DatabaseSettings;
import dev.stemgate.state.InputFile;
import dev.stemgate.state.InputState;
import dev.stemgate.state.Ledger;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file that is longer than the memory that reads it. By hand with another length and heap:
 * {@code -Dstemgate.long-file.megabytes=2000 -Dstemgate.long-file.heap=256}.
 */
@Tag("full")
class LongFileTest {

    private static final int MEGABYTES = Integer.getInteger("stemgate.long-file.megabytes", 300);
    private static final int HEAP = Integer.getInteger("stemgate.long-file.heap", 128);
    private static final int LINE = 2000;

    @TempDir
    Path folder;

    @Test
    void aFileBeyondTheHeapGoesThroughLineByLine() throws Exception {
        Path inbox = Files.createDirectories(folder.resolve("in"));
        long lines = write(inbox.resolve("long.ndjson"));
        long begun = System.nanoTime();
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP + "m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LongFileTest.class.getName(),
                        folder.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        try {
            assertThat(process.waitFor(3, TimeUnit.HOURS)).isTrue();
            assertThat(process.exitValue())
                    .as(Files.readString(folder.resolve("out")))
                    .isZero();
        } finally {
            process.destroyForcibly();
        }
        System.out.printf(
                "%d MB, %d lines in %d s with %d MB of heap: %s",
                MEGABYTES,
                lines,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun),
                HEAP,
                Files.readAllLines(folder.resolve("out")).stream()
                                .filter(line -> line.startsWith("live heap"))
                                .findFirst()
                                .orElse("")
                        + "\n");
        try (Database database = open(folder)) {
            IntakeStore store = store(database);
            InputFile file = store.files().named("long.ndjson").get(0);
            assertThat(file.reached()).isEqualTo(lines);
            Map<InputState, Long> counts = store.files().counts(file.id());
            assertThat(counts.values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(lines);
            assertThat(counts).containsEntry(InputState.DEAD_LETTERED, lines / 1000);
        }
        assertThat(inbox.resolve("done/long.ndjson.report.json")).isNotEmptyFile();
    }

    /** One line in ten is a Condition, one in a thousand is damaged, the rest are of a type that is not read. */
    private static long write(Path file) throws IOException {
        long lines = MEGABYTES * 1_000_000L / LINE;
        String padding = "y".repeat(LINE - 160);
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (long i = 1; i <= lines; i++) {
                if (i % 1000 == 0) {
                    out.write("{\"resourceType\":\"Condition\",\"text\":\"" + padding);
                } else {
                    out.write("{\"resourceType\":\"" + (i % 10 == 1 ? "Condition" : "Encounter") + "\",\"id\":\"c" + i
                            + "\",\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\"Patient/p" + i % 1000
                            + "\"},\"text\":{\"div\":\"" + padding + "\"}}");
                }
                out.write('\n');
            }
        }
        return lines;
    }

    private static Database open(Path folder) {
        return Database.open(DatabaseSettings.file(folder.resolve("state"), () -> "a-password"));
    }

    private static IntakeStore store(Database database) {
        Ledger ledger = new Ledger(database);
        return IntakeStore.of(database, new DeadLetters(database, ledger), ledger);
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        SourceSettings source = new SourceSettings(
                "drops",
                "ehr",
                folder.resolve("in"),
                "auto",
                false,
                ZoneOffset.UTC,
                Limits.DEFAULT,
                Map.of(),
                false,
                Optional.empty());
        try (Database database = open(folder);
                LiveHeap heap = new LiveHeap()) {
            new FileIntake(store(database), new Formats(Map.of()), Clock.systemUTC())
                    .take(source, folder.resolve("in/long.ndjson"));
            System.out.println(heap.said());
        }
    }
}
