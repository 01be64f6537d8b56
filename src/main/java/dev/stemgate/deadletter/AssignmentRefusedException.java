// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

/** A letter cannot be given to that patient; nothing was changed. The message holds no personal data. */
public final class AssignmentRefusedException extends DeskException {

    private static final long serialVersionUID = 1L;

    AssignmentRefusedException(String message) {
        super(message);
    }
}
