// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.RiskProfile;
import java.util.List;
import java.util.Set;

/** Puts together what a screening says beside the findings: hazards, options and checks (MODEL §2). */
final class RiskAssessment {

    private final Situation situation;
    private final Plan plan;
    private final HazardMemory memory;

    /** @param memory of this patient and plan */
    RiskAssessment(Situation situation, Plan plan, HazardMemory memory) {
        this.memory = memory;
        this.situation = situation;
        this.plan = plan;
    }

    /** @param notWhole criteria of which something was not read, whatever was found */
    RiskProfile profile(List<CriterionResult> results, Set<String> notWhole, Outcome outcome) {
        Therapy therapy = situation.model().therapy();
        HazardFactors factors = new HazardFactors(situation.model().criteria(), results, notWhole, plan, memory);
        HazardLevels levels = new HazardLevels(factors, plan, situation, memory);
        return new RiskProfile(
                levels.all(),
                new TherapyOptions(therapy, factors, levels, plan, memory).compare(outcome),
                new RecommendedChecks(situation).due(),
                plan.planned());
    }
}
