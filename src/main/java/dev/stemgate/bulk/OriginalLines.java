// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.record.Place;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Reads lines of an export again from where they stand; they are asked for in the order of files and lines. Thread-confined. */
final class OriginalLines implements AutoCloseable {

    private static final int NONE = -1;

    private final List<SourceFile> files;
    private int file = NONE;
    private InputStream in = InputStream.nullInputStream();
    private long at;

    /** @param files of the export, each at its number */
    OriginalLines(List<SourceFile> files) {
        this.files = files;
    }

    /**
     * The bytes of a line, or as many as this.
     *
     * @throws BulkInputException when the file is no longer what was read before
     */
    byte[] of(Place place, int most) {
        SourceFile source = files.get(place.file());
        try {
            if (place.file() != file) {
                in.close();
                in = source.open(0);
                file = place.file();
                at = 0;
            }
            in.skipNBytes(place.offset() - at);
            byte[] line = in.readNBytes(Math.min(place.length(), most));
            at = place.offset() + line.length;
            return line;
        } catch (IOException e) {
            throw new BulkInputException(
                    source.name() + ": it was changed or taken away while it was screened (" + InputTrouble.words(e)
                            + ")",
                    e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
