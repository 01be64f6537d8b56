// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake;

import java.io.IOException;
import java.io.InputStream;

/** Takes one stream apart. Memory is bounded by {@link Limits}, whatever the length of the stream. Thread-safe. */
public interface FileFormat {

    /**
     * Reads to the end of the stream, or to the first thing that makes the rest unreadable.
     *
     * @param in uncompressed; not closed here
     * @param container the whole file or message
     * @throws UnreadableFileException when the file as a whole is not of this format; nothing was told to the sink before
     * @throws IOException when the stream breaks off for a reason outside of it
     */
    void read(InputStream in, Place container, SourceSettings source, RecordSink sink) throws IOException;
}
