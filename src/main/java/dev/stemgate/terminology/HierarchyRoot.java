// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.Objects;
import java.util.Set;

/**
 * A code of a list that stands for everything below it in the hierarchy of its code system, where a terminology server knows that
 * hierarchy. It says of them what the list says of itself.
 *
 * @param criterion criterion id
 * @param role how the list has it
 * @param system its code system
 * @param domain whether it is a drug
 * @param code the code
 * @param display the list's display
 * @param classes the list's classes
 */
record HierarchyRoot(
        String criterion,
        Role role,
        CodeSystem system,
        Terminology.Domain domain,
        String code,
        String display,
        Set<String> classes) {

    HierarchyRoot {
        Objects.requireNonNull(criterion, "criterion");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(system, "system");
        Objects.requireNonNull(domain, "domain");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(display, "display");
        classes = Set.copyOf(classes);
    }

    /** What a code below it says, with a note that says on whose word. */
    CodeEntry entryBelow() {
        return new CodeEntry(
                criterion,
                role,
                classes,
                "by hierarchy under " + code + " " + display + ", said by the terminology server");
    }
}
