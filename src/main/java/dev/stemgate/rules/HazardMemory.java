// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Evidence;
import dev.stemgate.model.Hazard;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.TherapyOption;
import dev.stemgate.model.TherapyOption.Efficacy;
import dev.stemgate.rules.HazardFactors.Factor;
import dev.stemgate.rules.Therapy.AtLeast;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The hazards and options of one patient that were judged already, by what they rest on: under most options, and on most days, that is the
 * same. For one evaluation in one thread.
 */
final class HazardMemory {

    private record Judged(List<Factor> bearing, List<AtLeast> holding, Hazard hazard) {

        boolean restsOn(List<Factor> factors, List<AtLeast> floors) {
            return areTheSame(bearing, factors) && holding.equals(floors);
        }
    }

    private record Made(CriterionResult result, boolean whole, Factor factor) {}

    private record Compared(Outcome outcome, List<Factor> reducing, TherapyOption option) {}

    private final RiskWords words;
    private final Map<Criterion.Hazard, Made> factors = new IdentityHashMap<>();
    private final Map<String, Compared> options = new HashMap<>();
    private final Map<String, List<Judged>> hazards = new HashMap<>();

    /** @param words from patient to patient */
    HazardMemory(RiskWords words) {
        this.words = words;
    }

    /** The factor that was made of this very result. */
    Optional<Factor> factor(Criterion.Hazard entry, CriterionResult result, boolean whole) {
        Made before = factors.get(entry);
        return before != null && before.result() == result && before.whole() == whole
                ? Optional.of(before.factor())
                : Optional.empty();
    }

    /** The factor, or the one of before where it says the same. */
    Factor remember(Factor now, CriterionResult result, boolean whole) {
        Made before = factors.get(now.entry());
        Factor kept = before != null && saysTheSame(before.factor(), now) ? before.factor() : now;
        factors.put(now.entry(), new Made(result, whole, kept));
        return kept;
    }

    /** The option, where it was compared by these very factors and hazards. */
    Optional<TherapyOption> option(
            String id, Outcome outcome, Efficacy efficacy, List<Factor> reducing, List<Hazard> hazards) {
        Compared before = options.get(id);
        return before != null
                        && before.outcome() == outcome
                        && before.option().efficacy() == efficacy
                        && areTheSame(before.reducing(), reducing)
                        && areTheSame(before.option().hazards(), hazards)
                ? Optional.of(before.option())
                : Optional.empty();
    }

    void remember(TherapyOption option, Outcome outcome, List<Factor> reducing) {
        options.put(option.id(), new Compared(outcome, reducing, option));
    }

    private static boolean areTheSame(List<?> some, List<?> others) {
        boolean same = some.size() == others.size();
        for (int i = 0; same && some != others && i < some.size(); i++) {
            same = some.get(i) == others.get(i);
        }
        return same;
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

    /** Hazards and options in words. */
    RiskWords words() {
        return words;
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
