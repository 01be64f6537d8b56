// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import dev.stemgate.intake.ContentHash;
import java.nio.charset.StandardCharsets;

/**
 * The id under which a diagnosis, problem or order of a source is found again when a later message corrects or withdraws it. It is a
 * hash, since what it is made of names a patient.
 *
 * @param type FHIR resource type
 * @param id a FHIR id
 */
record RecordKey(String type, String id) {

    private static final int LENGTH = 40;

    /** @param parts the patient's own id first, so that two patients never share a record */
    static RecordKey of(String type, String segment, String... parts) {
        String hash = ContentHash.of(String.join("\u001f", parts).getBytes(StandardCharsets.UTF_8));
        return new RecordKey(type, segment + "-" + hash.substring(0, LENGTH));
    }

    @Override
    public String toString() {
        return type + "/" + id;
    }
}
