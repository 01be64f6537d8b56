// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How many letters pass a filter.
 *
 * @param byReason in the order of {@link Reason}; a reason that has none is not in the map
 * @param sources names of the EHRs, folders and listeners that they came from
 */
public record LetterTotals(Map<Reason, Long> byReason, SortedSet<String> sources) {

    public LetterTotals {
        Map<Reason, Long> ordered = new EnumMap<>(Reason.class);
        ordered.putAll(byReason);
        byReason = Collections.unmodifiableMap(ordered);
        sources = Collections.unmodifiableSortedSet(new TreeSet<>(sources));
    }

    /** All that pass. */
    public long total() {
        return byReason.values().stream().mapToLong(Long::longValue).sum();
    }
}
