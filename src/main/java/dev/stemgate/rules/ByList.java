// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.terminology.Match;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The records of a patient by the code lists in which their codes stand, so that a criterion looks only at those that concern
 * it: most records concern none. Filled once, then only read.
 */
final class ByList<R> {

    private record Listed<R>(R record, Match match) {}

    private final Map<String, List<Listed<R>>> byList = new HashMap<>();

    void add(R record, Collection<Match> matches) {
        for (Match match : matches) {
            byList.computeIfAbsent(match.criterion(), list -> new ArrayList<>()).add(new Listed<>(record, match));
        }
    }

    /** Every match in one of these lists, with its record. */
    void forEach(Collection<String> lists, BiConsumer<R, Match> each) {
        if (byList.isEmpty()) {
            return;
        }
        for (String list : lists) {
            for (Listed<R> listed : byList.getOrDefault(list, List.of())) {
                each.accept(listed.record(), listed.match());
            }
        }
    }
}
