// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.spill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.bulk.spill.Segment.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is set aside is read back record by record, whatever its size, and a step of which the end is missing does not count. */
class PortionsTest {

    private static final int WIDTH = 40;
    private static final LineCounts COUNTS = new LineCounts(0, 7, 0, 0, 0);

    @TempDir
    Path folder;

    @Test
    void aStepInSeveralPortionsIsReadBackWhole() throws IOException {
        int records = 60_000;
        try (SpillFile spill = SpillFile.open(folder.resolve("spill"))) {
            Portions portions = new Portions(spill, Stage.SUBJECTS, 0, WIDTH);
            for (int i = 0; i < records; i++) {
                portions.shelves().ingredient("Medication " + i + " " + "x".repeat(i % 200));
                portions.advance();
            }
            portions.end(COUNTS);
        }
        try (SpillFile spill = SpillFile.open(folder.resolve("spill"))) {
            assertThat(spill.segments()).hasSizeGreaterThan(2);
            assertThat(spill.segments().stream().map(Segment::counts).reduce(LineCounts.NONE, LineCounts::plus))
                    .isEqualTo(COUNTS);
            List<String> read = texts(spill, Shelves.ingredients(WIDTH));
            assertThat(read).hasSize(records).doesNotHaveDuplicates();
            assertThat(spill.isEmpty(0)).isTrue();
            assertThat(texts(spill, 0)).isEmpty();
        }
    }

    @Test
    void portionsOfAStepThatBrokeOffDoNotCount() throws IOException {
        Shelves shelves = new Shelves(WIDTH);
        shelves.ingredient("lost");
        try (SpillFile spill = SpillFile.open(folder.resolve("spill"))) {
            spill.append(Segment.portion(Stage.MEDICATIONS, 3, 0, false, LineCounts.NONE), shelves);
            spill.append(Segment.portion(Stage.MEDICATIONS, 3, 1, false, LineCounts.NONE), shelves);
        }
        shelves.clear();
        shelves.ingredient("kept");
        try (SpillFile spill = SpillFile.open(folder.resolve("spill"))) {
            assertThat(spill.segments()).isEmpty();
            assertThat(spill.isEmpty(Shelves.ingredients(WIDTH))).isTrue();
            spill.append(Segment.portion(Stage.MEDICATIONS, 3, 0, false, LineCounts.NONE), shelves);
            spill.append(Segment.portion(Stage.MEDICATIONS, 3, 1, true, COUNTS), shelves);
        }
        try (SpillFile spill = SpillFile.open(folder.resolve("spill"))) {
            assertThat(texts(spill, Shelves.ingredients(WIDTH))).containsExactly("kept", "kept");
            assertThat(spill.segments()).hasSize(2);
        }
    }

    @Test
    void aRecordLargerThanTheWindowIsReadAndSoIsTheOneAfterIt() throws IOException {
        Shelves shelves = new Shelves(WIDTH);
        List<String> written = List.of("a", "b".repeat(200_000), "c", "d".repeat(40_000), "e");
        written.forEach(shelves::ingredient);
        try (SpillFile spill = SpillFile.open(folder.resolve("spill"))) {
            spill.append(Segment.of(Stage.SUBJECTS, 0, LineCounts.NONE), shelves);

            assertThat(texts(spill, Shelves.ingredients(WIDTH))).isEqualTo(written);
        }
    }

    @Test
    void rangesOfOneRecordEachGiveThoseRecordsAlone() throws IOException {
        Shelves shelves = new Shelves(WIDTH);
        List.of("zero", "one", "two", "three", "four").forEach(shelves::ingredient);
        try (SpillFile spill = SpillFile.open(folder.resolve("spill"))) {
            spill.append(Segment.of(Stage.SUBJECTS, 0, LineCounts.NONE), shelves);
            Ranges odd = new Ranges();
            Ranges all = new Ranges();
            SpillCursor cursor = spill.shelf(Shelves.ingredients(WIDTH));
            for (int i = 0; cursor.next(); i++) {
                all.add(cursor.from(), cursor.to());
                if (i % 2 == 1) {
                    odd.add(cursor.from(), cursor.to());
                }
            }

            assertThat(texts(spill.cursor().open(odd))).containsExactly("one", "three");
            assertThat(all.count()).isEqualTo(1);
            assertThat(texts(spill.cursor().open(new Ranges()))).isEmpty();
        }
    }

    private static List<String> texts(SpillFile spill, int shelf) throws IOException {
        return texts(spill.shelf(shelf));
    }

    private static List<String> texts(SpillCursor cursor) throws IOException {
        List<String> texts = new ArrayList<>();
        while (cursor.next()) {
            texts.add(cursor.record().text());
        }
        return texts;
    }
}
