// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gathers what equally specific rows say and settles it per criterion: the first role in the order include, signal, exclude
 * wins, and the classes of all winning rows count. Not thread-safe; for one look-up or one load.
 */
final class CodeEntries {

    /** One a criterion, in the order in which criteria came; there are few. */
    private final List<CodeEntry> settled = new ArrayList<>(1);

    void add(CodeEntry entry) {
        for (int at = 0; at < settled.size(); at++) {
            if (settled.get(at).criterion().equals(entry.criterion())) {
                settled.set(at, settle(settled.get(at), entry));
                return;
            }
        }
        settled.add(entry);
    }

    boolean settles(String criterion) {
        return settled.stream().anyMatch(entry -> entry.criterion().equals(criterion));
    }

    /** How a code stands to a criterion so far. */
    Optional<Role> role(String criterion) {
        return settled.stream()
                .filter(entry -> entry.criterion().equals(criterion))
                .map(CodeEntry::role)
                .findFirst();
    }

    List<CodeEntry> toList() {
        return new ArrayList<>(settled);
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
