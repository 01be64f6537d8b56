// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.deadletter.DeadLetters;
import dev.stemgate.intake.Limits;
import dev.stemgate.intake.SourceSettings;
import dev.stemgate.state.Database;
import dev.stemgate.state.DatabaseSettings;
import dev.stemgate.state.InputFile;
import dev.stemgate.state.InputFiles;
import dev.stemgate.state.InputUnit;
import dev.stemgate.state.Ledger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of a process that reads a file: the next one goes on, and no line is there twice or not at all. */
@Timeout(300)
class FileKillTest {

    private static final int LINES = 2000;
    private static final String NAME = "batch.ndjson";

    @TempDir
    Path folder;

    @Test
    void killedWhileItReadsTheNextRunGoesOn() throws Exception {
        Path inbox = Files.createDirectories(folder.resolve("in"));
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            lines.append("{\"resourceType\":\"Condition\",\"id\":\"c").append(i);
            lines.append("\",\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\"Patient/p\"}}\n");
        }
        Files.writeString(inbox.resolve(NAME), lines, StandardCharsets.UTF_8);
        Process first = start();
        try (Database database = open(folder)) {
            InputFiles files = new InputFiles(database);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(120))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> files.named(NAME).stream().anyMatch(file -> file.reached() > 0));
            first.destroyForcibly().waitFor();
            long reached = files.named(NAME).get(0).reached();
            assertThat(reached).as("it was killed on its way").isBetween(1L, (long) LINES);
            assertThat(start().waitFor()).isZero();
            InputFile read = files.named(NAME).get(0);
            assertThat(files.named(NAME)).hasSize(1);
            assertThat(read.state()).isEqualTo(InputFile.State.READ);
            assertThat(files.unitsAfter(read.id(), 0, 2 * LINES))
                    .extracting(InputUnit::number)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, LINES).boxed().toList());
            assertThat(inbox.resolve("done").resolve(NAME)).exists();
            assertThat(inbox.resolve(".taking")).isEmptyDirectory();
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FileKillTest.class.getName(),
                        folder.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
    }

    private static Database open(Path folder) {
        return Database.open(DatabaseSettings.file(folder.resolve("state"), () -> "a-password"));
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
        try (Database database = open(folder)) {
            Ledger ledger = new Ledger(database);
            IntakeStore store = IntakeStore.of(database, new DeadLetters(database, ledger), ledger);
            FileIntake intake = new FileIntake(store, new Formats(Map.of()), Clock.systemUTC());
            intake.resume(source);
            Path file = folder.resolve("in").resolve(NAME);
            if (Files.exists(file)) {
                intake.take(source, file);
            }
        }
    }
}
