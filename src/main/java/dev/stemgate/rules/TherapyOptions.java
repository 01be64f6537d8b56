// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Finding;
import dev.stemgate.model.Hazard;
import dev.stemgate.model.Hazard.Level;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.TherapyOption;
import dev.stemgate.model.TherapyOption.Efficacy;
import dev.stemgate.rules.HazardFactors.Factor;
import dev.stemgate.rules.Therapy.HazardKind;
import dev.stemgate.rules.Therapy.OptionKind;
import java.util.ArrayList;
import java.util.List;

/** Compares the therapy options (MODEL §2, "Therapy options compared"). */
final class TherapyOptions {

    static final String REDUCED_EFFICACY = "reduced-efficacy";
    static final String NOT_MODELLED = "not-modelled";
    static final String EXPERIMENTAL = "[A] still largely considered experimental.";
    static final String DECLINE = "[P]: therapy must be declined.";
    static final String NO_SOURCE = "The planned product is not modelled: no source of this model names it.";

    private final Therapy therapy;
    private final HazardFactors factors;
    private final HazardLevels levels;
    private final Plan plan;
    private final HazardMemory memory;

    /** @param memory of this patient and plan */
    TherapyOptions(Therapy therapy, HazardFactors factors, HazardLevels levels, Plan plan, HazardMemory memory) {
        this.memory = memory;
        this.therapy = therapy;
        this.factors = factors;
        this.levels = levels;
        this.plan = plan;
    }

    List<TherapyOption> compare(Outcome outcome) {
        List<TherapyOption> compared = new ArrayList<>(therapy.options().size());
        for (OptionKind option : therapy.options()) {
            compared.add(compare(option, outcome));
        }
        return compared;
    }

    private TherapyOption compare(OptionKind option, Outcome outcome) {
        List<Factor> reducing = factors.of(REDUCED_EFFICACY, option.id());
        Efficacy efficacy = efficacy(option, reducing);
        List<Hazard> hazards = levels.of(option);
        return memory.option(option.id(), outcome, efficacy, reducing, hazards).orElseGet(() -> {
            TherapyOption compared = new TherapyOption(
                    option.id(),
                    option.title(),
                    efficacy,
                    hazards,
                    memory.words().why(option, efficacy, reducing),
                    remarks(hazards, outcome));
            memory.remember(compared, outcome, reducing);
            return compared;
        });
    }

    private Efficacy efficacy(OptionKind option, List<Factor> reducing) {
        if (isPoor(option)) {
            return Efficacy.POOR;
        }
        if (any(reducing, Finding.PRESENT)) {
            return Efficacy.REDUCED;
        }
        if (any(reducing, Finding.POSSIBLE)) {
            return Efficacy.POSSIBLY_REDUCED;
        }
        return any(reducing, Finding.UNKNOWN) ? Efficacy.UNKNOWN : Efficacy.NO_REDUCING_FACTOR_FOUND;
    }

    private boolean isPoor(OptionKind option) {
        for (String criterion : option.poorWith()) {
            if (factors.finding(criterion) != Finding.PRESENT) {
                return false;
            }
        }
        return !option.poorWith().isEmpty();
    }

    private static boolean any(List<Factor> factors, Finding finding) {
        for (Factor factor : factors) {
            if (factor.finding() == finding) {
                return true;
            }
        }
        return false;
    }

    private List<String> remarks(List<Hazard> hazards, Outcome outcome) {
        List<String> remarks = new ArrayList<>();
        if (outcome == Outcome.CONTRAINDICATED) {
            remarks.add(DECLINE);
        }
        remarks.add(EXPERIMENTAL);
        for (HazardKind kind : therapy.hazards()) {
            if (!kind.raisedSays().isEmpty() && isRaised(kind, hazards)) {
                remarks.add(kind.raisedSays() + ".");
            }
        }
        if (plan.hasProduct(NOT_MODELLED)) {
            remarks.add(NO_SOURCE);
        }
        return remarks;
    }

    private static boolean isRaised(HazardKind kind, List<Hazard> hazards) {
        for (Hazard hazard : hazards) {
            if (hazard.id().equals(kind.id()) && hazard.level().compareTo(Level.ELEVATED) >= 0) {
                return true;
            }
        }
        return false;
    }
}
