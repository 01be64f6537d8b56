// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.terminology.Match;
import dev.stemgate.terminology.Role;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which matches a row is about.
 *
 * @param record kind of record
 * @param lists code lists, each named by its criterion
 * @param roles roles in those lists
 * @param classes the match has one of these; empty means any
 * @param notClasses the match has none of these
 * @param group the matching code is in this group
 * @param notGroup the matching code is not in this group
 */
record Selector(
        Kind record,
        Set<String> lists,
        Set<Role> roles,
        Set<String> classes,
        Set<String> notClasses,
        Optional<CodeGroup> group,
        Optional<CodeGroup> notGroup) {

    enum Kind {
        CONDITION,
        DRUG,
        PERSON
    }

    Selector {
        Objects.requireNonNull(record, "record");
        lists = Set.copyOf(lists);
        roles = Set.copyOf(roles);
        classes = Set.copyOf(classes);
        notClasses = Set.copyOf(notClasses);
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(notGroup, "notGroup");
    }

    /** True when it may pick a code of a site's own, which no group of codes can name. */
    boolean mayPick(Kind kind, String list, Role role, Set<String> ofClasses) {
        return kind == record
                && group.isEmpty()
                && lists.contains(list)
                && roles.contains(role)
                && (classes.isEmpty() || ofClasses.stream().anyMatch(classes::contains))
                && ofClasses.stream().noneMatch(notClasses::contains);
    }

    boolean picks(Kind kind, Match match) {
        return kind == record
                && lists.contains(match.criterion())
                && roles.contains(match.role())
                && (classes.isEmpty() || match.classes().stream().anyMatch(classes::contains))
                && match.classes().stream().noneMatch(notClasses::contains)
                && group.map(codes -> codes.contains(match.code())).orElse(true)
                && notGroup.map(codes -> !codes.contains(match.code())).orElse(true);
    }
}
