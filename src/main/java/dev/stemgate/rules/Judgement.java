// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Finding;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.RecommendedCheck;
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
 * @param checks the recommended checks that are due; empty for not-applicable
 * @param completeness what was not read
 * @param nextFlip no comparison made comes out differently before this day
 */
record Judgement(
        Outcome outcome,
        String qualifier,
        List<CriterionResult> criteria,
        List<RecommendedCheck> checks,
        Completeness completeness,
        Optional<LocalDate> nextFlip) {

    Judgement {
        criteria = List.copyOf(criteria);
        checks = List.copyOf(checks);
    }

    /** Whether a finding, a recommended check or the outcome differs. */
    boolean differsFrom(Judgement other) {
        return outcome != other.outcome
                || !qualifier.equals(other.qualifier)
                || !findings().equals(other.findings())
                || !checks.equals(other.checks);
    }

    private Map<String, Finding> findings() {
        return criteria.stream().collect(Collectors.toMap(CriterionResult::id, CriterionResult::finding));
    }
}
