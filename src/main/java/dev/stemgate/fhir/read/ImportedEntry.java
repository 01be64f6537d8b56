// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.model.ResourceRef;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * A record that a file or message brought and that was matched to the patient of a pull.
 *
 * @param source folder or listener
 * @param key what it is known by at its source
 * @param place file and line
 * @param type FHIR resource type; empty when it could not be told, and every kind is then incomplete
 * @param json the FHIR resource; empty when it could not become one
 * @param settled whether a person settled its dead letter: it then leaves no gap
 * @param medication the Medication that it refers to, of the same source
 */
@SuppressWarnings("ArrayRecordComponent")
public record ImportedEntry(
        String source,
        String key,
        String place,
        String type,
        byte[] json,
        boolean settled,
        Optional<byte[]> medication) {

    private static final int LONGEST = 100;
    private static final int HASH = 8;

    public ImportedEntry {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(json, "json");
        Objects.requireNonNull(medication, "medication");
    }

    /**
     * How evidence names it: by source and key, which stay the same when the source sends it again, with file and line in the place of
     * a version. No record of an EHR can have such an id.
     */
    ResourceRef ref() {
        String bare = key.startsWith(type + "/") ? key.substring(type.length() + 1) : key;
        return new ResourceRef(type, ResourceRef.idOfFile(source, safe(bare)), safe(place));
    }

    private static String safe(String text) {
        String kept = text.replaceAll("[^A-Za-z0-9._:-]", "_");
        if (kept.equals(text) && kept.length() <= LONGEST) {
            return kept;
        }
        String hash =
                UnreadableRecord.sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, HASH);
        return kept.substring(0, Math.min(kept.length(), LONGEST)) + "-" + hash;
    }

    /** Without its content, which is personal data. */
    @Override
    public String toString() {
        return "ImportedEntry[" + source + " " + place + "]";
    }
}
