// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.util.Objects;

/**
 * Where a result stands on its EHR.
 *
 * @param id logical id of our Observation; empty where there is none (write-back {@code file})
 * @param version its versionId; empty when the server gave none
 */
public record ObservationVersion(String id, String version) {

    public static final ObservationVersion NONE = new ObservationVersion("", "");

    public ObservationVersion {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(version, "version");
    }
}
