// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.record.RecordFact;
import dev.stemgate.bulk.spill.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The records of one patient, in the order of files and lines. Of two contents of one record the newer version counts; where that cannot
 * be told both count, as in a pull.
 */
final class RecordShelf {

    private final List<RecordFact> facts = new ArrayList<>();
    private final Map<String, Integer> firsts = new HashMap<>();
    private final boolean areDistinct;

    /** @param areDistinct whether it is known that no two records have one id */
    RecordShelf(boolean areDistinct) {
        this.areDistinct = areDistinct;
    }

    /** Takes a record in. @return whether it is the first of its id */
    boolean put(RecordFact fact) {
        if (areDistinct) {
            facts.add(fact);
            return true;
        }
        String key = fact.ref().key();
        Integer first = fact.ref().id().isEmpty() ? same(fact) : firsts.get(key);
        if (first == null) {
            firsts.put(key, facts.size());
            facts.add(fact);
            return true;
        }
        RecordFact before = facts.get(first);
        if (comparable(before.ref().version(), fact.ref().version())) {
            if (!isNewer(before.ref().version(), fact.ref().version())) {
                facts.set(first, fact);
            }
        } else if (!facts.contains(fact)) {
            facts.add(fact);
        }
        return false;
    }

    List<RecordFact> facts() {
        return facts;
    }

    /** A record without an id is the same one only where all of it is. */
    private Integer same(RecordFact fact) {
        int at = facts.indexOf(fact);
        return at < 0 ? null : at;
    }

    static boolean comparable(String one, String other) {
        return !one.isEmpty() && !other.isEmpty() && !one.equals(other);
    }

    /** Whether the first is certainly the newer; where versions are no numbers the one read later is. */
    static boolean isNewer(String before, String after) {
        boolean numbers = before.matches("\\d{1,18}") && after.matches("\\d{1,18}");
        return numbers && Long.parseLong(before) > Long.parseLong(after);
    }

    static boolean isDuplicate(Entry entry, Entry other) {
        return entry.content().equals(other.content())
                && entry.refusal().equals(other.refusal())
                && entry.place().length() == other.place().length();
    }
}
