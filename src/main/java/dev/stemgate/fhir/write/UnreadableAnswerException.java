// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

/** The EHR answered a search or a write with something that cannot be understood. The message quotes nothing of it. */
public final class UnreadableAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableAnswerException(String what) {
        super("The EHR answered with " + what);
    }
}
