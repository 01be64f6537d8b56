// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import java.util.Objects;

/**
 * Which record a fact came from.
 *
 * @param type FHIR resource type, for instance {@code Condition}
 * @param id logical id on its server, without type or version
 * @param version {@code meta.versionId}; empty when the server gave none
 */
public record ResourceRef(String type, String id, String version) {

    public ResourceRef {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(version, "version");
    }

    /** {@code Condition/123}, without the version: the identity that a fingerprint uses. */
    public String key() {
        return type + "/" + id;
    }

    /** {@code Condition/123/_history/4}, or the key where there is no version. */
    public String versioned() {
        return version.isEmpty() ? key() : key() + "/_history/" + version;
    }

    @Override
    public String toString() {
        return versioned();
    }
}
