// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The resources of the server at one moment, every version of them, in the order in which they first came. A draft shares what
 * it does not change, so that a transaction can be thrown away as a whole. Published records are no longer written to and may
 * be read by many threads; a draft belongs to one.
 */
final class Records {

    private final Map<String, Map<String, List<StoredVersion>>> byType;
    private final Set<String> ownTypes = new HashSet<>();
    private int added;

    Records() {
        this.byType = new HashMap<>();
    }

    private Records(Records original) {
        this.byType = new HashMap<>(original.byType);
    }

    Records draft() {
        return new Records(this);
    }

    /** How many versions this draft holds beyond those that it began with. */
    int added() {
        return added;
    }

    void add(StoredVersion version) {
        if (ownTypes.add(version.type())) {
            byType.put(version.type(), new LinkedHashMap<>(byType.getOrDefault(version.type(), Map.of())));
        }
        byType.get(version.type()).merge(version.id(), List.of(version), (earlier, one) -> {
            List<StoredVersion> all = new ArrayList<>(earlier);
            all.addAll(one);
            return List.copyOf(all);
        });
        added++;
    }

    /** Oldest first; empty when the id was never used. */
    List<StoredVersion> versions(String type, String id) {
        return byType.getOrDefault(type, Map.of()).getOrDefault(id, List.of());
    }

    /** The newest version, which may be a deletion. */
    Optional<StoredVersion> newest(String type, String id) {
        List<StoredVersion> versions = versions(type, id);
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
    }

    /** The newest version unless it is deleted. */
    Optional<StoredVersion> current(String type, String id) {
        return newest(type, id).filter(version -> !version.deleted());
    }

    /**
     * What a search finds among the versions that it sees.
     *
     * @param seen whether the search sees a version; of one record the newest seen one counts
     */
    List<StoredVersion> find(String type, RecordSearch search, Predicate<StoredVersion> seen) {
        return byType.getOrDefault(type, Map.of()).values().stream()
                .flatMap(versions -> newest(versions, seen).stream())
                .filter(version -> !version.deleted())
                .filter(search::matches)
                .sorted(search.order())
                .toList();
    }

    private static Optional<StoredVersion> newest(List<StoredVersion> versions, Predicate<StoredVersion> seen) {
        for (int at = versions.size() - 1; at >= 0; at--) {
            if (seen.test(versions.get(at))) {
                return Optional.of(versions.get(at));
            }
        }
        return Optional.empty();
    }

    Stream<StoredVersion> current(String type) {
        return byType.getOrDefault(type, Map.of()).values().stream()
                .map(versions -> versions.get(versions.size() - 1))
                .filter(version -> !version.deleted());
    }

    Stream<StoredVersion> everyVersion() {
        return byType.values().stream().flatMap(byId -> byId.values().stream()).flatMap(List::stream);
    }
}
