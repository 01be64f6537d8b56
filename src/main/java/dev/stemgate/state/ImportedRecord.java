// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.util.Objects;

/**
 * A record of a file, kept as the source said it.
 *
 * @param file id of its file
 * @param ordinal of its unit in that file
 * @param source folder or listener
 * @param ehr whose patients it is matched to
 * @param key what makes it the same record when it comes again from this source
 * @param type FHIR resource type; empty when it could not be told
 * @param place file and line
 * @param subjectKey of its patient as the source describes; empty for a record that belongs to no patient
 * @param fault reason code where it could not be read whole; else empty
 * @param contentHash SHA-256 of the content
 * @param content the FHIR resource as JSON; empty when it could not become one
 * @param original as received, where that is not the content; else empty
 * @param mediaType of what was received
 * @param refersTo key of the Medication that it refers to; empty when none
 * @param saidAt when the source last changed it, by its own word, in UTC so that texts compare; empty when it does not say
 */
@SuppressWarnings("ArrayRecordComponent")
public record ImportedRecord(
        long file,
        long ordinal,
        String source,
        String ehr,
        String key,
        String type,
        String place,
        String subjectKey,
        String fault,
        String contentHash,
        byte[] content,
        byte[] original,
        String mediaType,
        String refersTo,
        String saidAt) {

    public ImportedRecord {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(ehr, "ehr");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(subjectKey, "subjectKey");
        Objects.requireNonNull(fault, "fault");
        Objects.requireNonNull(contentHash, "contentHash");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(original, "original");
        Objects.requireNonNull(mediaType, "mediaType");
        Objects.requireNonNull(refersTo, "refersTo");
        Objects.requireNonNull(saidAt, "saidAt");
    }

    /** What was received. */
    public byte[] received() {
        return original.length == 0 ? content : original;
    }

    /** Without its content, which is personal data. */
    @Override
    public String toString() {
        return "ImportedRecord[" + source + " " + place + "]";
    }
}
