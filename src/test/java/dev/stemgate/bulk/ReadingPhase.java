// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.record.LineReader;
import dev.stemgate.bulk.spill.LineCounts;
import dev.stemgate.bulk.spill.Segment;
import dev.stemgate.bulk.spill.SpillFile;
import dev.stemgate.rules.Evaluator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** The first phase of a bulk run alone, in the thread that calls: every line is read, checked, and set aside in the spill file. */
public final class ReadingPhase {

    private ReadingPhase() {}

    /**
     * Reads a folder.
     *
     * @param exact makes the typed path
     * @param evaluator says what is silent
     * @param spillFile a file that does not exist yet; it is removed again
     * @return lines read, lines read by the typed path, bytes set aside
     */
    public static long[] read(Path folder, Supplier<LineReader> exact, Evaluator evaluator, Path spillFile)
            throws IOException {
        InputFolder input = InputFolder.of(folder);
        Plan plan = Plan.of(input, 1L << 30);
        try (SpillFile spill = SpillFile.open(spillFile)) {
            PieceReader reader = new PieceReader(exact.get(), plan, spill, new Silence(evaluator), BulkProgress.SILENT);
            new OpenPieces(List.of()).of(input, plan.pieceSize()).forEach(reader::read);
            List<Segment> segments = spill.segments();
            LineCounts counts = segments.stream().map(Segment::counts).reduce(LineCounts.NONE, LineCounts::plus);
            return new long[] {
                counts.lines(), segments.stream().mapToLong(Segment::exactly).sum(), spill.size()
            };
        } finally {
            Files.delete(spillFile);
        }
    }
}
