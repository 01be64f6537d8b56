// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import java.util.Objects;

/**
 * Which model judged.
 *
 * @param id stays for ever, part of the Observation's identity ({@code CONTRACTS.md}, Identity)
 * @param release the release of the model
 * @param hash hash of criteria, code lists, local map, parameters and policies
 */
public record ModelVersion(String id, String release, String hash) {

    public ModelVersion {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(release, "release");
        Objects.requireNonNull(hash, "hash");
    }

    /** {@code release+hash}, as it stands in {@code Observation.method}. */
    public String version() {
        return release + "+" + hash;
    }
}
