// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

/** There is no dead letter of this id. */
public final class UnknownLetterException extends DeskException {

    private static final long serialVersionUID = 1L;

    public UnknownLetterException(LetterId id) {
        super("there is no dead letter " + id + "; see 'dead-letters list --state all'");
    }
}
