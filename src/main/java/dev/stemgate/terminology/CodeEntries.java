// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gathers what equally specific rows say and settles it per criterion: the first role in the order include, signal, exclude
 * wins, and the classes of all winning rows count. Not thread-safe; for one look-up or one load.
 */
final class CodeEntries {

    private final Map<String, CodeEntry> byCriterion = new LinkedHashMap<>(2);

    void add(CodeEntry entry) {
        byCriterion.merge(entry.criterion(), entry, CodeEntries::settle);
    }

    boolean settles(String criterion) {
        return byCriterion.containsKey(criterion);
    }

    List<CodeEntry> toList() {
        return new ArrayList<>(byCriterion.values());
    }

    private static CodeEntry settle(CodeEntry one, CodeEntry other) {
        if (one.outranks(other)) {
            return one;
        }
        if (other.outranks(one)) {
            return other;
        }
        Set<String> classes = new HashSet<>(one.classes());
        classes.addAll(other.classes());
        return new CodeEntry(one.criterion(), one.role(), classes, one.note());
    }
}
