// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Code;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.terminology.Match;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the records of a patient may share with each other ({@link CodeCategory}): by the record's key what the codes say that a
 * list knows, and what a code says by itself. Worked out when first asked for. For one evaluation in one thread.
 */
final class SharedCategories {

    private final Map<String, List<Match>> matches = new HashMap<>();
    private final Map<String, Set<String>> ofRecords = new HashMap<>();
    private final CodeCategories categories;

    SharedCategories(CodeCategories categories) {
        this.categories = categories;
    }

    void add(ResourceRef ref, Collection<Match> found) {
        if (!found.isEmpty()) {
            matches.computeIfAbsent(ref.key(), key -> new ArrayList<>(1)).addAll(found);
        }
    }

    /** What the codes of a record that the lists know may share; empty when they know none. */
    private Set<String> ofRecord(String key) {
        return ofRecords.computeIfAbsent(key, record -> {
            Set<String> known = new HashSet<>();
            matches.getOrDefault(record, List.of()).forEach(match -> known.addAll(categories.of(match)));
            return Set.copyOf(known);
        });
    }

    /** What a record may share by all of its codes that the lists know, and by one that they may not. */
    Set<String> of(String key, Code code) {
        Set<String> known = ofRecord(key);
        Set<String> own = categories.of(code);
        if (known.containsAll(own)) {
            return known;
        }
        Set<String> both = new HashSet<>(known);
        both.addAll(own);
        return both;
    }
}
