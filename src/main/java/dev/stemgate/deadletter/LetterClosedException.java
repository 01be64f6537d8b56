// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

/** The letter is settled already; nothing was changed. */
public final class LetterClosedException extends DeskException {

    private static final long serialVersionUID = 1L;

    public LetterClosedException(LetterId id, LetterState state) {
        super("dead letter " + id + " is " + state.code() + " already; nothing was changed");
    }
}
