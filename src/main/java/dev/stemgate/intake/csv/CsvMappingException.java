// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.csv;

/** A mapping file that cannot be used. The message is one line that names the file. */
public final class CsvMappingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CsvMappingException(String message) {
        super(message);
    }
}
