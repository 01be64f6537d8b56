// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.util.Objects;

/**
 * Where a result stands on its EHR.
 *
 * @param type the resource type it was written as
 * @param id logical id of our resource; empty where there is none (write-back {@code file})
 * @param version its versionId; empty when the server gave none
 */
public record ObservationVersion(String type, String id, String version) {

    private static final String OBSERVATION = "Observation";

    public static final ObservationVersion NONE = new ObservationVersion("", "");

    public ObservationVersion {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(version, "version");
    }

    /** An Observation. */
    public ObservationVersion(String id, String version) {
        this(OBSERVATION, id, version);
    }

    /** {@code Observation/123}. */
    public String reference() {
        return type + "/" + id;
    }
}
