// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.keys;

import java.nio.file.Path;

/**
 * A file with a key or a certificate cannot be used. The message is one line with the file and the remedy. It has no cause, since the
 * messages of parsers quote what they could not parse.
 */
public final class KeyFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public KeyFileException(Path file, String problem) {
        super(file + ": " + problem);
    }
}
