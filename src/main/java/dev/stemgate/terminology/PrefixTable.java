// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rules by prefix. Per criterion the longest prefix decides; at equal length include wins over signal over exclude. A code
 * that no rule covers bears on no criterion. Immutable, thread-safe.
 */
final class PrefixTable {

    private record OfLength(Map<String, List<PrefixRule>> single, List<PrefixRule> ranges) {}

    private final List<PrefixRule> rules;
    private final TreeMap<Integer, OfLength> byLength = new TreeMap<>();

    PrefixTable(List<PrefixRule> rules) {
        this.rules = List.copyOf(rules);
        for (PrefixRule rule : rules) {
            OfLength of =
                    byLength.computeIfAbsent(rule.length(), key -> new OfLength(new HashMap<>(), new ArrayList<>()));
            if (rule.isRange()) {
                of.ranges().add(rule);
            } else {
                of.single()
                        .computeIfAbsent(rule.low(), key -> new ArrayList<>())
                        .add(rule);
            }
        }
    }

    List<PrefixRule> rules() {
        return rules;
    }

    /** What the code says of each criterion, exclusions among it. The code is normalised. */
    List<CodeEntry> find(String code, CodeSystem system) {
        CodeEntries found = new CodeEntries();
        for (var length : byLength.headMap(code.length(), true).descendingMap().entrySet()) {
            String prefix = code.substring(0, length.getKey());
            CodeEntries here = new CodeEntries();
            length.getValue().single().getOrDefault(prefix, List.of()).stream()
                    .filter(rule -> rule.systems().contains(system))
                    .forEach(rule -> here.add(rule.entry()));
            length.getValue().ranges().stream()
                    .filter(rule -> rule.systems().contains(system) && rule.covers(prefix))
                    .forEach(rule -> here.add(rule.entry()));
            here.toList().stream()
                    .filter(entry -> !found.settles(entry.criterion()))
                    .forEach(found::add);
        }
        return found.toList();
    }
}
