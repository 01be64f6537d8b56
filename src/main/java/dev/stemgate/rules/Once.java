// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Leaves out what was read twice. */
final class Once {

    private Once() {}

    /**
     * Each of some records once, in their order. Records are equal only where their ids are: only such are compared whole.
     *
     * @param id the id of a record
     */
    static <R> List<R> each(List<R> records, Function<R, String> id) {
        if (records.size() < 2) {
            return records;
        }
        List<R> once = new ArrayList<>(records.size());
        Map<String, R> firstOfId = new HashMap<>(records.size() * 2);
        Set<R> others = new HashSet<>();
        for (R record : records) {
            R first = firstOfId.putIfAbsent(id.apply(record), record);
            if (first == null || !first.equals(record) && others.add(record)) {
                once.add(record);
            }
        }
        return once;
    }
}
