// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import java.nio.file.Path;

/** A file with patients cannot be used. Its message names file and line, never what stands in them. */
public final class PatientFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PatientFileException(Path file, int line, String problem) {
        super(message(file, line, problem));
    }

    PatientFileException(Path file, int line, String problem, Throwable cause) {
        super(message(file, line, problem), cause);
    }

    private static String message(Path file, int line, String problem) {
        return line > 0 ? file + ":" + line + ": " + problem : file + ": " + problem;
    }
}
