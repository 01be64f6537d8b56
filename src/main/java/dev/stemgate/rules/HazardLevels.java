// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Finding;
import dev.stemgate.model.Hazard;
import dev.stemgate.model.Hazard.Level;
import dev.stemgate.rules.HazardFactors.Factor;
import dev.stemgate.rules.Therapy.AtLeast;
import dev.stemgate.rules.Therapy.HazardKind;
import dev.stemgate.rules.Therapy.OptionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The level of each hazard (MODEL §2, "Level of a hazard"): high with two or more distinct records, or one marked major;
 * elevated with one; unknown when none counts and some could not be judged, or when a plan that was not read may raise it; else
 * baseline. The age of the patient is a factor, but no record that makes two.
 */
final class HazardLevels {

    private static final int SEVERAL = 2;

    private final Therapy therapy;
    private final HazardFactors factors;
    private final Plan plan;
    private final Situation situation;
    private final PatientRecord patient;
    private final HazardMemory memory;

    HazardLevels(HazardFactors factors, Plan plan, Situation situation, HazardMemory memory) {
        this.memory = memory;
        this.therapy = situation.model().therapy();
        this.situation = situation;
        this.patient = situation.patient();
        this.factors = factors;
        this.plan = plan;
    }

    /** Every hazard, whatever the option. */
    List<Hazard> all() {
        List<Hazard> hazards = new ArrayList<>(therapy.hazards().size());
        for (HazardKind kind : therapy.hazards()) {
            hazards.add(hazard(kind, factors.of(kind.id()), List.of()));
        }
        return hazards;
    }

    /** The hazards that concern an option, as they are under it. */
    List<Hazard> of(OptionKind option) {
        List<Hazard> hazards = new ArrayList<>(therapy.hazards().size());
        for (HazardKind kind : therapy.hazards()) {
            if (kind.concerns(option.id())) {
                hazards.add(hazard(kind, factors.of(kind.id(), option.id()), option.atLeast()));
            }
        }
        return hazards;
    }

    private Hazard hazard(HazardKind kind, List<Factor> bearing, List<AtLeast> ofOption) {
        List<AtLeast> holding = ofOption.isEmpty() && plan.atLeast().isEmpty() ? List.of() : new ArrayList<>(0);
        addHolding(kind, ofOption, holding);
        addHolding(kind, plan.atLeast(), holding);
        Optional<Hazard> before = memory.hazard(kind.id(), bearing, holding);
        if (before.isPresent()) {
            return before.get();
        }
        Level level = level(bearing);
        for (AtLeast floor : holding) {
            level = higher(level, floor.level());
        }
        if (plan.leavesOpen(kind.id())) {
            level = higher(level, Level.UNKNOWN);
        }
        Hazard hazard = memory.words().hazard(kind, level, bearing, holding, plan.leavesOpen(kind.id()));
        memory.remember(hazard, bearing, holding);
        return hazard;
    }

    private void addHolding(HazardKind kind, List<AtLeast> floors, List<AtLeast> holding) {
        for (int at = 0; at < floors.size(); at++) {
            AtLeast floor = floors.get(at);
            if (floor.hazard().equals(kind.id()) && holds(floor)) {
                holding.add(floor);
            }
        }
    }

    private boolean holds(AtLeast floor) {
        if (floor.always()) {
            return true;
        }
        for (String criterion : floor.withCriteria()) {
            if (isFound(factors.finding(criterion))) {
                return true;
            }
        }
        return floor.withGroup().isPresent()
                && hasActiveCondition(floor.withGroup().get());
    }

    /** A Condition of the group that may be active. */
    private boolean hasActiveCondition(CodeGroup group) {
        for (ClassifiedCondition condition : patient.countableConditionsIn(group)) {
            for (ConditionReading reading : situation.timing(condition).readings()) {
                if (reading.active()) {
                    return true;
                }
            }
        }
        return false;
    }

    private Level level(List<Factor> bearing) {
        List<Factor> counting = new ArrayList<>();
        boolean unknown = false;
        boolean major = false;
        for (Factor factor : bearing) {
            if (!factor.raises()) {
                continue;
            }
            if (factor.counts()) {
                counting.add(factor);
                major |= factor.entry().major() && factor.finding() == Finding.PRESENT;
            }
            unknown |= factor.finding() == Finding.UNKNOWN;
        }
        if (counting.isEmpty()) {
            return unknown ? Level.UNKNOWN : Level.BASELINE;
        }
        return major || hasSeveral(counting) ? Level.HIGH : Level.ELEVATED;
    }

    private boolean hasSeveral(List<Factor> counting) {
        long pieces = 0;
        for (Factor factor : counting) {
            pieces += factor.evidence().size();
        }
        if (pieces < SEVERAL) {
            return false;
        }
        return DistinctEvidence.surelyTwo(counting, patient)
                || DistinctEvidence.ofFactors(counting, patient).counted(SEVERAL) >= SEVERAL;
    }

    private static Level higher(Level one, Level other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static boolean isFound(Finding finding) {
        return finding == Finding.PRESENT || finding == Finding.POSSIBLE;
    }
}
