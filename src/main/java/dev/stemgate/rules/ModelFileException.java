// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A file of the model cannot be used. The message is one line that names the file, the line, what is wrong and what to do;
 * it is meant for the person who edits the model. Permanent until the file is changed.
 */
public final class ModelFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final int line;

    /**
     * A fault at a line.
     *
     * @param file the file
     * @param line line counted from 1; 0 when the fault is the file as a whole
     * @param problem what is wrong
     * @param remedy what to do
     */
    public ModelFileException(Path file, int line, String problem, String remedy) {
        super(message(file, line, problem, remedy));
        this.file = Objects.requireNonNull(file, "file");
        this.line = line;
    }

    /** A fault of the file as a whole, with the cause that the system gave. */
    public ModelFileException(Path file, String problem, String remedy, Throwable cause) {
        super(message(file, 0, problem, remedy), cause);
        this.file = Objects.requireNonNull(file, "file");
        this.line = 0;
    }

    private static String message(Path file, int line, String problem, String remedy) {
        return file + (line > 0 ? ":" + line : "") + ": " + problem + "; " + remedy;
    }

    public Path file() {
        return file;
    }

    public int line() {
        return line;
    }
}
