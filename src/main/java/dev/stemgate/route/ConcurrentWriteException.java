// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

/** Somebody wrote our Observation between our search and our write, told by one entry of the answer: read again, compare, decide. */
public final class ConcurrentWriteException extends RuntimeException {

    ConcurrentWriteException(String ehr) {
        super(ehr + ": the Observation was created by somebody else meanwhile");
    }
}
