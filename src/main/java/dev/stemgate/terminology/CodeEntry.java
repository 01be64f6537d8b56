// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.Objects;
import java.util.Set;

/**
 * What one row of a code list says: this code stands so to that criterion.
 *
 * @param criterion criterion id
 * @param role how it stands to it
 * @param classes classes of the row; mostly none or one
 * @param note the list's note; may be empty
 */
record CodeEntry(String criterion, Role role, Set<String> classes, String note) {

    CodeEntry {
        Objects.requireNonNull(criterion, "criterion");
        Objects.requireNonNull(role, "role");
        classes = Set.copyOf(classes);
        Objects.requireNonNull(note, "note");
    }

    /** The order at equal specificity: include before signal before exclude (CONTRACTS, Conditions of code). */
    boolean outranks(CodeEntry other) {
        return role.compareTo(other.role) < 0;
    }
}
