// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

/** The patient is being screened right now, so that nothing of them can be erased; try again in a minute. */
public final class PatientBusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PatientBusyException() {
        super("the patient is being screened right now; nothing was erased, try again in a minute");
    }
}
