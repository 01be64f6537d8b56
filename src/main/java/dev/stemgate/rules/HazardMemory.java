// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Evidence;
import dev.stemgate.model.Hazard;
import dev.stemgate.rules.HazardFactors.Factor;
import dev.stemgate.rules.Therapy.AtLeast;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The hazards of one patient that were judged already, by what they rest on: under most options, and on most days, that is the
 * same. For one evaluation in one thread.
 */
final class HazardMemory {

    private record Judged(List<Factor> bearing, List<AtLeast> holding, Hazard hazard) {

        boolean restsOn(List<Factor> factors, List<AtLeast> floors) {
            boolean same = bearing.size() == factors.size() && holding.equals(floors);
            for (int i = 0; same && i < factors.size(); i++) {
                same = bearing.get(i) == factors.get(i);
            }
            return same;
        }

        /** A hazard says no more of a factor than its finding. */
        boolean readsLike(List<Factor> factors, List<AtLeast> floors, Hazard.Level level) {
            boolean same = hazard.level() == level && bearing.size() == factors.size() && holding.equals(floors);
            for (int i = 0; same && i < factors.size(); i++) {
                same = bearing.get(i).entry() == factors.get(i).entry()
                        && bearing.get(i).finding() == factors.get(i).finding();
            }
            return same;
        }
    }

    private final Map<Criterion.Hazard, Factor> factors = new IdentityHashMap<>();
    private final Map<String, List<Judged>> hazards = new HashMap<>();

    /** The factor as it was remembered, where it says the same. */
    Factor factor(Factor now) {
        Factor before = factors.get(now.entry());
        if (before != null && saysTheSame(before, now)) {
            return before;
        }
        factors.put(now.entry(), now);
        return now;
    }

    /** The hazard, where it was judged by these very factors and floors. */
    Optional<Hazard> hazard(String id, List<Factor> bearing, List<AtLeast> holding) {
        for (Judged one : hazards.getOrDefault(id, List.of())) {
            if (one.restsOn(bearing, holding)) {
                return Optional.of(one.hazard());
            }
        }
        return Optional.empty();
    }

    /** The hazard, where it was put into these words already. */
    Optional<Hazard> worded(String id, List<Factor> bearing, List<AtLeast> holding, Hazard.Level level) {
        for (Judged one : hazards.getOrDefault(id, List.of())) {
            if (one.readsLike(bearing, holding, level)) {
                return Optional.of(one.hazard());
            }
        }
        return Optional.empty();
    }

    void remember(Hazard hazard, List<Factor> bearing, List<AtLeast> holding) {
        hazards.computeIfAbsent(hazard.id(), id -> new ArrayList<>()).add(new Judged(bearing, holding, hazard));
    }

    /** The words of its evidence may differ: no hazard looks at them. */
    private static boolean saysTheSame(Factor one, Factor other) {
        boolean same = one.finding() == other.finding()
                && one.evidence().size() == other.evidence().size();
        for (int i = 0; same && i < one.evidence().size(); i++) {
            Evidence mine = one.evidence().get(i);
            Evidence its = other.evidence().get(i);
            same = mine == its || mine.ref().equals(its.ref()) && mine.code().equals(its.code());
        }
        return same;
    }
}
