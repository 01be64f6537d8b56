// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.rules.Therapy.AtLeast;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * By which codes and words a ServiceRequest says what is planned (MODEL §2, "Route and target from a ServiceRequest").
 *
 * @param about a request that does not match this is not about stem cells and is not read further
 * @param products what may be planned
 * @param routes how it may be given
 * @param targets where it may be meant to act
 * @param outOfScope requests that this model does not judge
 */
record PlanVocabulary(
        PlanPattern about, List<Item> products, List<Item> routes, List<Item> targets, OutOfScope outOfScope) {

    /** The target of a request that names a place which is in no list. */
    static final String OTHER_TARGET = "other";

    /**
     * Something that may be planned.
     *
     * @param unless it is not said when one of these is said
     * @param atLeast hazards that it raises by itself
     */
    record Item(String id, PlanPattern pattern, Set<String> unless, List<AtLeast> atLeast) {
        Item {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(pattern, "pattern");
            unless = Set.copyOf(unless);
            atLeast = List.copyOf(atLeast);
        }
    }

    /**
     * A request for one of these products with one of these reasons is not judged.
     *
     * @param products product ids
     * @param reason pattern of its reasonCode
     */
    record OutOfScope(Set<String> products, PlanPattern reason) {
        OutOfScope {
            products = Set.copyOf(products);
            Objects.requireNonNull(reason, "reason");
        }
    }

    PlanVocabulary {
        Objects.requireNonNull(about, "about");
        products = List.copyOf(products);
        routes = List.copyOf(routes);
        targets = List.copyOf(targets);
        Objects.requireNonNull(outOfScope, "outOfScope");
    }

    Set<String> routeIds() {
        return ids(routes);
    }

    Set<String> targetIds() {
        return ids(targets);
    }

    /** The hazards that a product, a route or a target raises by itself. */
    Set<String> mayRaise() {
        return Stream.of(products, routes, targets)
                .flatMap(List::stream)
                .flatMap(item -> item.atLeast().stream())
                .map(AtLeast::hazard)
                .collect(Collectors.toSet());
    }

    static Set<String> ids(List<Item> items) {
        return items.stream().map(Item::id).collect(Collectors.toSet());
    }
}
