// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A row of the local map with the place where it stands, so that a message can name it.
 *
 * @param file the CSV file
 * @param line line of the row, counted from 1
 * @param code what it says
 */
public record LocalRow(Path file, int line, LocalCode code) {

    public LocalRow {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(code, "code");
    }

    /** A problem of this row, with what to do about it. */
    public TerminologyFileException wrong(String problem, String remedy) {
        return new TerminologyFileException(file, line, problem, remedy);
    }

    /** Where it stands, in short: {@code radiology.csv:17}. */
    String place() {
        return file.getFileName() + ":" + line;
    }
}
