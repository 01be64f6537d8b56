// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

/** The EHR answered a transaction as a whole with success and one entry of it with a refusal. */
public final class RefusedWriteException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    public RefusedWriteException(int status) {
        super("The EHR refused an entry of the transaction with status " + status);
        this.status = status;
    }

    /** The HTTP status of the entry, 400 or more. */
    public int status() {
        return status;
    }
}
