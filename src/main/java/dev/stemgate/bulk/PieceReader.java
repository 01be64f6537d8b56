// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.read.Silencing;
import dev.stemgate.bulk.read.StreamingLineReader;
import dev.stemgate.bulk.record.LineReader;
import dev.stemgate.bulk.spill.Segment;
import dev.stemgate.bulk.spill.Shelves;
import dev.stemgate.bulk.spill.SpillFile;
import dev.stemgate.model.Gap;
import java.io.IOException;
import java.io.InputStream;

/** Reads pieces of files and sets aside what stands in them, one segment a piece. Thread-confined; one a worker. */
final class PieceReader {

    private final StreamingLineReader reader;
    private final Shelves shelves;
    private final OverlongLine overlong;
    private final Lines lines;
    private final Lines.Glance glance;
    private final SpillFile spill;
    private final long pieceSize;
    private final BulkProgress progress;

    /**
     * @param exact the typed path
     * @param silence leaves of a record that bears on nothing only that it was read
     */
    PieceReader(LineReader exact, Plan plan, SpillFile spill, Silencing silence, BulkProgress progress) {
        this.reader = new StreamingLineReader(exact, silence);
        this.glance = reader::lineEnd;
        this.shelves = new Shelves(plan.width());
        this.overlong = new OverlongLine(exact);
        this.lines = new Lines(plan.longestLine(), overlong);
        this.spill = spill;
        this.pieceSize = plan.pieceSize();
        this.progress = progress;
    }

    /**
     * Reads a piece; of a stream that can only be read from its beginning, all pieces from there on.
     *
     * @throws BulkOutputException when what was read cannot be set aside
     */
    void read(Piece piece) {
        try (InputStream in = piece.file().open(Math.max(0, piece.from() - 1), progress::advance)) {
            open(in, piece);
            long at = piece.from();
            do {
                at = take(piece, at);
            } while (piece.file().isCompressed() && at >= 0);
        } catch (IOException e) {
            shelves.clear();
            Sorting nothing = new Sorting(piece.file(), shelves);
            nothing.everybody(brokenOff(piece.file(), e));
            append(nothing.segment(piece.from(), piece.to(), true, 0));
        }
    }

    private void open(InputStream in, Piece piece) throws IOException {
        long from = Math.max(0, piece.from() - 1);
        lines.open(in, from);
        if (piece.from() > 0) {
            // The line that began in the piece before is read there.
            lines.pass(piece.to());
        }
    }

    /** @return where the next piece of a compressed file begins; negative at the end of the file */
    private long take(Piece piece, long from) {
        long end = piece.file().isCompressed() ? from + pieceSize : piece.to();
        long exactly = reader.exactly();
        Sorting sorting = new Sorting(piece.file(), shelves);
        shelves.clear();
        boolean more = true;
        try {
            while (lines.position() < end && (more = lines.next(glance))) {
                sorting.take(lines, reader, overlong);
            }
        } catch (IOException e) {
            more = false;
            sorting.everybody(brokenOff(piece.file(), e));
        }
        append(sorting.segment(
                from, piece.file().isCompressed() ? lines.position() : piece.to(), !more, reader.exactly() - exactly));
        if (!piece.file().isCompressed()) {
            progress.advance(piece.to() - from);
        }
        return more ? lines.position() : -1;
    }

    /** The file is what it is: its kinds are incomplete for everybody. */
    private Gap brokenOff(SourceFile file, IOException cause) {
        progress.say(file.name() + ": it cannot be read to its end (" + InputTrouble.words(cause)
                + "); what depends on it is unknown for every patient");
        return new Gap(Gap.Cause.PAGED_SHORT, file.label() + " could not be read to its end");
    }

    private void append(Segment segment) {
        try {
            spill.append(segment, shelves);
        } catch (IOException e) {
            throw new BulkOutputException("what was read cannot be set aside in the output folder", e);
        }
    }
}
