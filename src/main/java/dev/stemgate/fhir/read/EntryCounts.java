// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

/**
 * What became of the entries that were read: {@code read = accepted + irrelevant + duplicate + deadLettered}.
 *
 * @param irrelevant included records of other types, and OperationOutcomes
 * @param duplicate the same record again
 */
public record EntryCounts(int read, int accepted, int irrelevant, int duplicate, int deadLettered) {

    public EntryCounts {
        if (read != accepted + irrelevant + duplicate + deadLettered) {
            throw new IllegalArgumentException("entries were lost or counted twice");
        }
    }
}
