// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

/**
 * A result was to be recorded or written although a newer one of the same patient and model is stored. The unit is to be closed as
 * {@code unchanged} with reason {@link #REASON}.
 */
public class NewerResultException extends RuntimeException {

    /** Reason code for closing the unit. */
    public static final String REASON = "newer-result";

    private static final long serialVersionUID = 1L;

    NewerResultException(UnitId unit) {
        super("unit " + unit + " holds an older result than the one that is stored");
    }
}
