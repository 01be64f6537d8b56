// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

/** Something that was asked of the desk cannot be done. The message is one line for the person who asked, without personal data. */
public abstract class DeskException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DeskException(String message) {
        super(message);
    }
}
