// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

/** Somebody created our Observation between our search and our conditional create: read again, compare, decide. */
public final class ConcurrentWriteException extends RuntimeException {

    ConcurrentWriteException(String ehr) {
        super(ehr + ": the Observation was created by somebody else meanwhile");
    }
}
