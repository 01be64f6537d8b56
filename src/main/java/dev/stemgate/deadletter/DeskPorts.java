// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import java.util.Objects;

/**
 * What the desk asks of others.
 *
 * @param records reads one record of an EHR
 * @param codes knows what is classified
 * @param reprocessing takes a record of a file in again
 * @param preview judges without writing
 */
public record DeskPorts(RecordCheck records, CodeCheck codes, Reprocessing reprocessing, Preview preview) {

    public DeskPorts {
        Objects.requireNonNull(records, "records");
        Objects.requireNonNull(codes, "codes");
        Objects.requireNonNull(reprocessing, "reprocessing");
        Objects.requireNonNull(preview, "preview");
    }
}
