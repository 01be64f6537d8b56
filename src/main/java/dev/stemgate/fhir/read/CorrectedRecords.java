// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import java.util.Optional;

/**
 * Gives the corrected bytes of a record that a person corrected, as long as the EHR sends exactly the bytes that were corrected
 * (CONTRACTS, Dead letters). Asked once for every record that comes.
 */
@FunctionalInterface
public interface CorrectedRecords {

    /** Nothing is corrected. */
    CorrectedRecords NONE = (place, sha256) -> Optional.empty();

    /**
     * The bytes to read instead.
     *
     * @param place type and id of the record; the id is empty when it has none
     * @param sha256 of the bytes received, hexadecimal
     */
    Optional<byte[]> correctionOf(String place, String sha256);
}
