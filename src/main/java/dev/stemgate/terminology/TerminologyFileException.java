// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.nio.file.Path;

/**
 * A file of code lists or words cannot be used. The message names file, line, what is wrong and the remedy; it never holds a
 * patient's data, because these files hold none.
 */
public final class TerminologyFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;

    /** @param line line number from 1; 0 when the whole file is meant */
    public TerminologyFileException(Path file, int line, String problem, String remedy) {
        super(file + (line > 0 ? ":" + line : "") + ": " + problem + "; " + remedy);
        this.file = file.toString();
        this.line = line;
    }

    public String file() {
        return file;
    }

    public int line() {
        return line;
    }
}
