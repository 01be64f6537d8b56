// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Code;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.terminology.Match;
import java.util.ArrayList;
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

    private final Map<RecordKey, List<Match>> matches = new HashMap<>();
    private final Map<RecordKey, Set<String>> ofRecords = new HashMap<>();
    private final CodeCategories categories;

    SharedCategories(CodeCategories categories) {
        this.categories = categories;
    }

    /** @param found what the codes of a record say; never changed afterwards */
    void add(ResourceRef ref, List<Match> found) {
        if (!found.isEmpty()) {
            List<Match> before = matches.put(RecordKey.of(ref), found);
            if (before != null) {
                List<Match> both = new ArrayList<>(before);
                both.addAll(found);
                matches.put(RecordKey.of(ref), both);
            }
        }
    }

    /** What the codes of a record that the lists know may share; empty when they know none. */
    private Set<String> ofRecord(RecordKey key) {
        Set<String> known = ofRecords.get(key);
        if (known == null) {
            known = ofMatches(matches.getOrDefault(key, List.of()));
            ofRecords.put(key, known);
        }
        return known;
    }

    private Set<String> ofMatches(List<Match> found) {
        Set<String> all = Set.of();
        for (Match match : found) {
            all = union(all, categories.of(match));
        }
        return all;
    }

    /** What a record may share by all of its codes that the lists know, and by one that they may not. */
    Set<String> of(RecordKey key, Code code) {
        return union(ofRecord(key), categories.of(code));
    }

    /** One of the two where it holds the other. */
    static Set<String> union(Set<String> one, Set<String> other) {
        if (one == other || one.containsAll(other)) {
            return one;
        }
        if (other.containsAll(one)) {
            return other;
        }
        Set<String> both = new HashSet<>(one);
        both.addAll(other);
        return Set.copyOf(both);
    }
}
