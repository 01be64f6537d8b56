// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake;

import java.util.Objects;

/**
 * One record taken out of a file or message: one FHIR R4 resource, with what it was made of.
 *
 * @param source name of the drop folder or listener
 * @param key what makes it the same record when it comes again from this source (CONTRACTS: declared key columns or resource id), for
 *     instance {@code Condition/123}; never empty
 * @param place where it stands
 * @param subject whose it is, as the source says
 * @param resource the FHIR R4 resource as JSON; its own id and subject are those of the source
 * @param original the bytes as received: the line, the entry, the message
 */
public record IntakeRecord(
        String source, String key, Place place, Subject subject, FhirBytes resource, OriginalBytes original) {

    private static final int LONGEST_KEY = 300;

    public IntakeRecord {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(original, "original");
        if (source.isBlank() || key.isBlank() || key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException("a record has a source and a key of at most " + LONGEST_KEY);
        }
    }

    /** SHA-256 of the resource: whether a later record of the same key says something else. */
    public String contentHash() {
        return resource.sha256();
    }

    /** Without its content, which is personal data. */
    @Override
    public String toString() {
        return "IntakeRecord[" + source + " " + place + "]";
    }
}
