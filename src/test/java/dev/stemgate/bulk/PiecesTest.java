// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.bulk.read.Silencing;
import dev.stemgate.bulk.record.LineReading;
import dev.stemgate.bulk.record.Place;
import dev.stemgate.bulk.spill.LineCounts;
import dev.stemgate.bulk.spill.Segment;
import dev.stemgate.bulk.spill.Shelves;
import dev.stemgate.bulk.spill.SpillCursor;
import dev.stemgate.bulk.spill.SpillFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cutting files into pieces and lines loses nothing and doubles nothing. */
class PiecesTest {

    private static final OverlongLine NOBODY =
            new OverlongLine((line, from, to) -> new LineReading.Irrelevant("a part of a line"));

    @TempDir
    Path folder;

    @Test
    void everyLineIsReadOnceWhereverTheFileIsCut() throws IOException {
        Random random = new Random(5);
        StringBuilder text = new StringBuilder();
        int lines = 80;
        for (int i = 0; i < lines; i++) {
            text.append("{\"x\":\"").append("y".repeat(random.nextInt(90))).append("\"}");
            text.append(random.nextInt(3) == 0 ? "\r\n" : "\n").append(random.nextInt(9) == 0 ? "\n" : "");
        }
        Path file = folder.resolve("a.ndjson");
        Files.writeString(file, text);
        long bytes = Files.size(file);
        for (int size : new int[] {5, 64, 1000, 100_000}) {
            List<String> read = new ArrayList<>();
            SourceFile source = new SourceFile(0, file, bytes);
            try (SpillFile spill = SpillFile.open(folder.resolve("spill-" + size))) {
                for (long from = 0; from < bytes; from += size) {
                    new PieceReader(
                                    (line, start, end) -> {
                                        read.add(new String(line, start, end - start, StandardCharsets.UTF_8));
                                        return new LineReading.Irrelevant("x");
                                    },
                                    new Plan(1, size, 1 << 20),
                                    spill,
                                    Silencing.NOTHING,
                                    BulkProgress.SILENT)
                            .read(new Piece(source, from, Math.min(bytes, from + size)));
                }
                LineNumbers numbers = new LineNumbers(spill.segments());
                assertThat(read)
                        .isEqualTo(text.toString()
                                .lines()
                                .filter(line -> !line.isBlank())
                                .toList());
                assertThat(numbers.lines(0)).isEqualTo(text.toString().lines().count());
                assertThat(numbers.of(new Place(0, 0, 1, 0))).isEqualTo(1);
                assertThat(spill.segments().stream()
                                .mapToLong(s -> s.counts().lines())
                                .sum())
                        .isEqualTo(numbers.lines(0));
            }
        }
    }

    @Test
    void aLineThatIsTooLongIsPassedOverAndTheNextOneRead() throws IOException {
        byte[] bytes = ("short\n" + "x".repeat(900_000) + "\nlast").getBytes(StandardCharsets.UTF_8);
        Lines lines = new Lines(200_000, NOBODY);
        lines.open(new ByteArrayInputStream(bytes), 0);

        assertThat(lines.next()).isTrue();
        assertThat(lines.isTooLong()).isFalse();
        assertThat(lines.next()).isTrue();
        assertThat(lines.isTooLong()).isTrue();
        assertThat(lines.offset()).isEqualTo(6);
        assertThat(lines.length()).isEqualTo(900_000);
        assertThat(lines.next()).isTrue();
        assertThat(new String(lines.buffer(), lines.from(), lines.to() - lines.from(), StandardCharsets.UTF_8))
                .isEqualTo("last");
        assertThat(lines.isEnded()).isFalse();
        assertThat(lines.next()).isFalse();
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstLine() throws IOException {
        Lines lines = new Lines(1000, NOBODY);
        lines.open(new ByteArrayInputStream("\uFEFF{}\n".getBytes(StandardCharsets.UTF_8)), 0);

        assertThat(lines.next()).isTrue();
        assertThat(lines.buffer()[lines.from()]).isEqualTo((byte) '{');
    }

    @Test
    void aHalfWrittenSegmentIsCutOff() throws IOException {
        Path file = folder.resolve("spill");
        Shelves shelves = new Shelves(2);
        shelves.ingredient("m1");
        try (SpillFile spill = SpillFile.open(file)) {
            spill.append(Segment.of(Segment.Stage.SUBJECTS, 0, LineCounts.NONE), shelves);
            spill.append(Segment.of(Segment.Stage.MEDICATIONS, 1, LineCounts.NONE), shelves);
        }
        long whole = Files.size(file);
        Files.write(file, new byte[] {0, 0, 0, 9, 1}, StandardOpenOption.APPEND);
        try (SpillFile spill = SpillFile.open(file)) {
            assertThat(spill.segments()).hasSize(2);
            SpillCursor ids = spill.shelf(Shelves.ingredients(2));
            assertThat(ids.next()).isTrue();
            assertThat(ids.record().text()).isEqualTo("m1");
            assertThat(ids.next()).isTrue();
            assertThat(ids.record().text()).isEqualTo("m1");
            assertThat(ids.next()).isFalse();
        }
        assertThat(Files.size(file)).isEqualTo(whole);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(whole - 1);
        }
        try (SpillFile spill = SpillFile.open(file)) {
            assertThat(spill.segments()).hasSize(1);
        }
    }
}
