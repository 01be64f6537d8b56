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
 * @param features of a row about Observations the tests, of one about allergies what the allergy is; any of them
 */
record Selector(
        Kind record,
        Set<String> lists,
        Set<Role> roles,
        Set<String> classes,
        Set<String> notClasses,
        Optional<CodeGroup> group,
        Optional<CodeGroup> notGroup,
        Set<String> features) {

    /** Kind of record. A row about CONDITION is about every code that is not a drug (CONTRACTS, Conditions of code). */
    enum Kind {
        CONDITION,
        /** What happened and has no activity: a Procedure, or as a row also a clinical code as a value. */
        PROCEDURE,
        /** A clinical code that stands as the value of an Observation; no row is about these alone. */
        VALUE,
        DRUG,
        PERSON,
        OBSERVATION,
        ALLERGY;

        boolean covers(Kind subject) {
            return this == subject
                    || this == CONDITION && (subject == PROCEDURE || subject == VALUE)
                    || this == PROCEDURE && subject == VALUE;
        }
    }

    Selector {
        Objects.requireNonNull(record, "record");
        lists = Set.copyOf(lists);
        roles = Set.copyOf(roles);
        classes = Set.copyOf(classes);
        notClasses = Set.copyOf(notClasses);
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(notGroup, "notGroup");
        features = Set.copyOf(features);
    }

    /** True when it may pick a code of a site's own, which no group of codes can name. */
    boolean mayPick(Kind kind, String list, Role role, Set<String> ofClasses) {
        return record.covers(kind)
                && group.isEmpty()
                && lists.contains(list)
                && roles.contains(role)
                && (classes.isEmpty() || ofClasses.stream().anyMatch(classes::contains))
                && ofClasses.stream().noneMatch(notClasses::contains);
    }

    /** Whether a row about codes is about this one. */
    boolean picks(Kind kind, Match match) {
        return record.covers(kind)
                && lists.contains(match.criterion())
                && roles.contains(match.role())
                && (classes.isEmpty() || match.classes().stream().anyMatch(classes::contains))
                && match.classes().stream().noneMatch(notClasses::contains)
                && group.map(codes -> codes.contains(match.code())).orElse(true)
                && notGroup.map(codes -> !codes.contains(match.code())).orElse(true);
    }
}
