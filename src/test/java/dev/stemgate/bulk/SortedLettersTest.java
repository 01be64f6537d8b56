// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.bulk.record.Place;
import dev.stemgate.bulk.record.RefusalReason;
import dev.stemgate.bulk.spill.Letter;
import dev.stemgate.bulk.spill.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortedLettersTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 6, 7, 8, 2_500})
    void lettersComeInTheOrderOfFilesAndLinesHoweverManyThereAre(int count) throws IOException {
        List<Letter> letters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            letters.add(new Letter(
                    new Place(i % 3, 100L * i, 100, i),
                    new Refusal(RefusalReason.values()[i % RefusalReason.values().length], "because of " + i)));
        }
        List<Letter> inOrder = new ArrayList<>(letters);
        inOrder.sort(Comparator.comparing(Letter::place));
        Collections.shuffle(letters, new Random(count));
        SortedLetters sorted = new SortedLetters(work(), 7);
        for (Letter letter : letters) {
            sorted.add(letter);
        }
        List<Letter> given = new ArrayList<>();

        sorted.each(given::add);

        assertThat(given).isEqualTo(inOrder);
        try (Stream<Path> files = Files.list(folder.resolve("out").resolve(WorkFolder.NAME))) {
            assertThat(files).hasSizeLessThan(50);
        }
    }

    private WorkFolder work() {
        return WorkFolder.prepare(
                new BulkSettings(
                        folder,
                        folder.resolve("out"),
                        BulkRun.EHR,
                        BulkRun.AS_OF,
                        1,
                        false,
                        Instant.EPOCH,
                        Set.of(),
                        Optional.empty()),
                "test");
    }
}
