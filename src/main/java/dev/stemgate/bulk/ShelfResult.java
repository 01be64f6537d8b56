// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.spill.ByteSink;
import dev.stemgate.bulk.spill.ByteSource;
import dev.stemgate.bulk.spill.LineCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What came of the patients of one shelf, beside the Observations, findings and letters. Its file is written last and whole: where it is, the shelf is done.
 *
 * @param patients how many were screened
 */
record ShelfResult(long patients, LineCounts counts, Tally tally) {

    void write(Path file) throws IOException {
        ByteSink out = new ByteSink();
        out.number(patients);
        counts.write(out);
        tally.write(out);
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.write(beside, out.toByteArray());
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static ShelfResult read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ByteSource in = new ByteSource();
        in.open(bytes, 0, bytes.length);
        return new ShelfResult(in.number(), LineCounts.read(in), Tally.read(in));
    }
}
