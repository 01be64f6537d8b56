// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import java.util.Objects;

/**
 * Which record a fact came from.
 *
 * @param type FHIR resource type, for instance {@code Condition}
 * @param id logical id on its server, without type or version; of a record out of a file: {@link #idOfFile}
 * @param version {@code meta.versionId}; of a record out of a file its place; empty when there is none
 */
public record ResourceRef(String type, String id, String version) {

    private static final String FILE_MARK = "~";

    public ResourceRef {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(version, "version");
    }

    /** {@code Condition/123}, without the version: the identity that a fingerprint uses. */
    public String key() {
        return type + "/" + id;
    }

    /**
     * The id that a record has which a file or message brought: its source and its key there. No FHIR server gives such an id; the
     * version is then file and line.
     */
    public static String idOfFile(String source, String key) {
        return source + FILE_MARK + key;
    }

    /** Whether a file or message brought it. */
    public boolean isFromFile() {
        return id.contains(FILE_MARK);
    }

    /** {@code Condition/123/_history/4}, {@code Condition/drops~123 (batch.csv:17)}, or the key where there is no version. */
    public String versioned() {
        if (isFromFile()) {
            return version.isEmpty() ? key() : key() + " (" + version + ")";
        }
        return version.isEmpty() ? key() : key() + "/_history/" + version;
    }

    @Override
    public String toString() {
        return versioned();
    }
}
