// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.deadletter.DeadLetters;
import dev.stemgate.deadletter.LetterFilter;
import dev.stemgate.intake.Limits;
import dev.stemgate.intake.SourceSettings;
import dev.stemgate.state.Database;
import dev.stemgate.state.InputFile;
import dev.stemgate.state.InputState;
import dev.stemgate.state.InputUnit;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file's way into the ledger, also when the run is broken off at any point of it. */
class FileIntakeTest {

    @TempDir
    Path folder;

    /** Breaks off the run at the n-th time that somebody asks what time it is, which each step of the intake does. */
    private static final class BreakingClock extends Clock {
        private int left;

        BreakingClock(int left) {
            this.left = left;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            if (left-- == 0) {
                throw new BrokenOff();
            }
            return Instant.parse("2026-05-01T10:00:00Z");
        }
    }

    private static final class BrokenOff extends Error {}

    private SourceSettings source() {
        return new SourceSettings(
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
    }

    private static IntakeStore store(Database database) {
        Ledger ledger = new Ledger(database);
        return IntakeStore.of(database, new DeadLetters(database, ledger), ledger);
    }

    private static String lines(int from, int to) {
        StringBuilder lines = new StringBuilder();
        IntStream.range(from, to)
                .forEach(i -> lines.append(
                        i % 10 == 3
                                ? "{broken\n"
                                : ("{\"resourceType\":\"Condition\",\"id\":\"c%d\",\"code\":{\"text\":\"x\"},"
                                                + "\"subject\":{\"reference\":\"Patient/p%d\"}}\n")
                                        .formatted(i, i % 7)));
        return lines.toString();
    }

    private Path drop(String name, byte[] content) throws IOException {
        Files.createDirectories(folder.resolve("in"));
        return Files.write(folder.resolve("in").resolve(name), content);
    }

    private Path drop(String name, String content) throws IOException {
        return drop(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private static FileIntake intake(IntakeStore store, Clock clock) {
        return new FileIntake(store, new Formats(Map.of()), clock);
    }

    @Test
    void brokenOffAnywhereNothingIsTwiceAndNothingIsLost() throws IOException {
        int units = 1100;
        try (Database database = TestDatabase.H2.open(folder)) {
            IntakeStore store = store(database);
            Path file = drop("batch.ndjson", lines(0, units));
            int attempts = 0;
            boolean done = false;
            while (!done) {
                FileIntake intake = intake(store, new BreakingClock(attempts % 5 + 1));
                attempts++;
                try {
                    boolean taken =
                            Files.exists(file) && intake.take(source(), file).isPresent();
                    done = taken || intake.resume(source()).stream().anyMatch(each -> true);
                } catch (BrokenOff crash) {
                    assertThat(attempts).isLessThan(100);
                }
            }
            assertThat(attempts).as("it was broken off many times").isGreaterThan(3);
            InputFile read = store.files().named("batch.ndjson").get(0);
            assertThat(store.files().named("batch.ndjson")).hasSize(1);
            assertThat(store.files().unitsAfter(read.id(), 0, 2000))
                    .extracting(InputUnit::number)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, units)
                            .mapToObj(i -> (long) i)
                            .toList());
            assertThat(store.files().counts(read.id()))
                    .containsEntry(InputState.DEAD_LETTERED, 110L)
                    .containsEntry(InputState.PENDING, 990L);
            assertThat(store.deadLetters().find(LetterFilter.all()))
                    .hasSize(110)
                    .allSatisfy(letter -> assertThat(letter.seen()).isEqualTo(1));
        }
    }

    @Test
    void foldersAreForTheOwnerAloneAndAReportStandsBesideTheFile() throws IOException {
        try (Database database = TestDatabase.H2.open(folder)) {
            IntakeStore store = store(database);
            intake(store, Clock.systemUTC()).take(source(), drop("batch.ndjson", lines(0, 20)));
            for (String each : List.of("", "done", "failed", ".taking")) {
                assertThat(Files.getPosixFilePermissions(folder.resolve("in").resolve(each)))
                        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
            }
            assertThat(Files.readString(folder.resolve("in/done/batch.ndjson.report.txt")))
                    .contains(
                            "Lines or entries  20",
                            "  dead-lettered  2",
                            "1-3  pending",
                            "4  dead-lettered unreadable");
        }
    }

    @Test
    void aCompressedFileIsReadAndOneThatBreaksOffKeepsWhatStoodBefore() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(lines(0, 600).getBytes(StandardCharsets.UTF_8));
        }
        try (Database database = TestDatabase.H2.open(folder)) {
            IntakeStore store = store(database);
            FileIntake intake = intake(store, Clock.systemUTC());
            InputFile whole = intake.take(source(), drop("whole.ndjson.gz", compressed.toByteArray()))
                    .orElseThrow();
            assertThat(whole.reached()).isEqualTo(600);
            byte[] half = java.util.Arrays.copyOf(compressed.toByteArray(), compressed.size() / 2);
            InputFile broken =
                    intake.take(source(), drop("half.ndjson.gz", half)).orElseThrow();
            assertThat(broken.state()).isEqualTo(InputFile.State.READ);
            assertThat(broken.reached()).isBetween(20L, 599L);
            assertThat(store.files().unitsAt(broken.id(), 0)).singleElement().satisfies(unit -> assertThat(unit.line())
                    .contains("compressed file is damaged"));
        }
    }

    @Test
    void aFaultOfOursCostsOneFileAndNotTheOthers() throws IOException {
        SourceSettings faulty = new SourceSettings(
                "drops",
                "ehr",
                folder.resolve("in"),
                "faulty",
                false,
                ZoneOffset.UTC,
                Limits.DEFAULT,
                Map.of(),
                false,
                Optional.empty());
        Formats formats = new Formats(Map.of("faulty", (in, whole, source, sink) -> {
            throw new IllegalStateException("canary");
        }));
        try (Database database = TestDatabase.H2.open(folder)) {
            IntakeStore store = store(database);
            InputFile failed = new FileIntake(store, formats, Clock.systemUTC())
                    .take(faulty, drop("one.ndjson", lines(0, 5)))
                    .orElseThrow();
            assertThat(failed.state()).isEqualTo(InputFile.State.REFUSED);
            assertThat(store.deadLetters().find(LetterFilter.all()))
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.reason().code()).isEqualTo("internal-error"));
            assertThat(intake(store, Clock.systemUTC())
                            .take(source(), drop("one.ndjson", lines(0, 5)))
                            .orElseThrow()
                            .state())
                    .as("it may come again after an update")
                    .isEqualTo(InputFile.State.READ);
        }
    }

    @Test
    void aDuplicateOfAnInterruptedRunIsNotTakenForNew() throws IOException {
        try (Database database = TestDatabase.H2.open(folder)) {
            IntakeStore store = store(database);
            FileIntake intake = intake(store, Clock.systemUTC());
            intake.take(source(), drop("one.ndjson", lines(0, 5)));
            InputFile again =
                    intake.take(source(), drop("one.ndjson", lines(0, 5))).orElseThrow();
            assertThat(again.state()).isEqualTo(InputFile.State.DUPLICATE);
            assertThat(store.files().counts("drops").values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(5);
        }
    }
}
