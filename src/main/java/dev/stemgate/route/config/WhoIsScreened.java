// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which patients of a hospital are screened: those of a search, of Groups and of a list, together; and whether a round between two
 * readings of all of them asks only for what has changed.
 *
 * @param search relative search URL for Patients; empty where only Groups or a list are named
 * @param groups logical ids of Groups
 * @param list file with one patient a line
 * @param changes FHIR types of which the EHR is asked for what has changed; empty: every round finds everyone
 * @param overlap how far before the last watermark such a question begins, for records that were committed late
 * @param fullReadEvery how often everyone is found and read all the same, since a deleted record is never a change
 */
public record WhoIsScreened(
        Optional<String> search,
        List<String> groups,
        Optional<Path> list,
        List<String> changes,
        Duration overlap,
        Duration fullReadEvery) {

    public WhoIsScreened {
        Objects.requireNonNull(search, "search");
        groups = List.copyOf(groups);
        Objects.requireNonNull(list, "list");
        changes = List.copyOf(changes);
        Objects.requireNonNull(overlap, "overlap");
        Objects.requireNonNull(fullReadEvery, "fullReadEvery");
        if (search.isEmpty() && groups.isEmpty() && list.isEmpty()) {
            throw new IllegalArgumentException("somebody is to be screened");
        }
    }
}
