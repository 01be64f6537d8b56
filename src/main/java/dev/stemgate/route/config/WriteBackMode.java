// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

/** What happens to a screening result of one hospital (CONTRACTS, Write-back modes). */
public enum WriteBackMode {
    /** Screens, stores and shows; writes nothing. The default for a new hospital; units become {@code held}. */
    OFF,
    /** Writes Observation and Provenance to the EHR. */
    OBSERVATION,
    /** Writes a DocumentReference with the text and the Observation as attachments, for an EHR that refuses Observations. */
    DOCUMENT_REFERENCE,
    /** Writes one transaction Bundle per patient version into a folder. */
    FILE;

    /** Whether the EHR itself is written to. */
    public boolean writesToEhr() {
        return this == OBSERVATION || this == DOCUMENT_REFERENCE;
    }
}
