// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Finding;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.RiskProfile;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Findings and outcome at one date.
 *
 * @param outcome the outcome
 * @param qualifier as in {@code Screening}
 * @param criteria one result per criterion; empty for not-applicable
 * @param risks hazards, options and checks
 * @param completeness what was not read
 * @param nextFlip no comparison made comes out differently before this day
 */
record Judgement(
        Outcome outcome,
        String qualifier,
        List<CriterionResult> criteria,
        RiskProfile risks,
        Completeness completeness,
        Optional<LocalDate> nextFlip) {

    Judgement {
        criteria = List.copyOf(criteria);
    }

    /** Whether a finding, a hazard, an option, a check or the outcome differs. */
    boolean differsFrom(Judgement other) {
        return outcome != other.outcome
                || !qualifier.equals(other.qualifier)
                || !risks.equals(other.risks)
                || !findings().equals(other.findings());
    }

    private Map<String, Finding> findings() {
        return criteria.stream().collect(Collectors.toMap(CriterionResult::id, CriterionResult::finding));
    }
}
