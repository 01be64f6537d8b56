// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.spill.ByteSink;
import dev.stemgate.bulk.spill.ByteSource;
import dev.stemgate.bulk.spill.Letter;
import dev.stemgate.bulk.spill.LineCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of the patients of one shelf, beside the Observations. Its file is written last and whole: where it is, the shelf is done.
 *
 * @param patients how many were screened
 */
record ShelfResult(long patients, LineCounts counts, List<Letter> letters, Tally tally) {

    ShelfResult {
        letters = List.copyOf(letters);
    }

    void write(Path file) throws IOException {
        ByteSink out = new ByteSink();
        out.number(patients);
        counts.write(out);
        tally.write(out);
        out.number(letters.size());
        letters.forEach(letter -> letter.write(out));
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.write(beside, out.toByteArray());
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static ShelfResult read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ByteSource in = new ByteSource();
        in.open(bytes, 0, bytes.length);
        long patients = in.number();
        LineCounts counts = LineCounts.read(in);
        Tally tally = Tally.read(in);
        int size = in.integer();
        List<Letter> letters = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            letters.add(Letter.read(in));
        }
        return new ShelfResult(patients, counts, letters, tally);
    }
}
