// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

/** What happens to a screening result of one hospital (CONTRACTS, Write-back modes). */
public enum WriteBackMode {
    /** Screens, stores and shows; writes nothing. The default for a new hospital; units become {@code held}. */
    OFF,
    /** Writes Observation and Provenance to the EHR in one transaction. */
    OBSERVATION,
    /** Writes one transaction Bundle per patient version into a folder. */
    FILE
}
