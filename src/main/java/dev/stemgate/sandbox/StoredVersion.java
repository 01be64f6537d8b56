// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import java.time.Instant;
import java.util.Objects;

/**
 * One version of one resource, as text.
 *
 * @param type resource type
 * @param id logical id
 * @param version 1, 2, 3 …
 * @param lastUpdated when it was written, to the millisecond
 * @param method how it came about
 * @param json the resource as it is answered, byte for byte; empty for a deletion
 * @param values what searches look at
 */
public record StoredVersion(
        String type, String id, long version, Instant lastUpdated, Method method, String json, SearchValues values) {

    /** The HTTP method that made a version. */
    public enum Method {
        POST,
        PUT,
        DELETE
    }

    public StoredVersion {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(lastUpdated, "lastUpdated");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(json, "json");
        Objects.requireNonNull(values, "values");
    }

    public boolean deleted() {
        return method == Method.DELETE;
    }

    /** {@code Type/id}. */
    public String reference() {
        return type + "/" + id;
    }

    /** {@code Type/id/_history/version}. */
    public String versionedReference() {
        return reference() + "/_history/" + version;
    }
}
