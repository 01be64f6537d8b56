// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake;

/** A file or message that is refused as a whole. The message is one line for a person, without personal data. Permanent. */
public final class UnreadableFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableFileException(String line) {
        super(line);
    }
}
