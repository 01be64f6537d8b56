// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

/** A correction would not make a record that can be read, or the letter is not about one record; nothing was changed. */
public final class CorrectionRefusedException extends DeskException {

    private static final long serialVersionUID = 1L;

    public CorrectionRefusedException(String message) {
        super(message);
    }
}
