// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.RiskProfile;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Findings and outcome at one date.
 *
 * @param outcome the outcome
 * @param qualifier as in {@code Screening}
 * @param results one result per criterion, in the order of the model; empty for not-applicable
 * @param dated hazards, options and checks
 * @param read what was not read
 * @param until no comparison that it rests on comes out differently before this day
 */
record Judgement(
        Outcome outcome,
        String qualifier,
        List<DatedResult> results,
        DatedRisks dated,
        DatedCompleteness read,
        LocalDate until) {

    Judgement {
        results = List.copyOf(results);
    }

    List<CriterionResult> criteria() {
        List<CriterionResult> criteria = new ArrayList<>(results.size());
        results.forEach(result -> criteria.add(result.result()));
        return criteria;
    }

    Completeness completeness() {
        return read.completeness();
    }

    RiskProfile risks() {
        return dated.profile();
    }

    /** Whether a finding, a hazard, an option, a check or the outcome differs. */
    boolean differsFrom(Judgement other) {
        return outcome != other.outcome
                || !qualifier.equals(other.qualifier)
                || findingsDiffer(other)
                || risks() != other.risks() && !risks().equals(other.risks());
    }

    private boolean findingsDiffer(Judgement other) {
        if (results.size() != other.results.size()) {
            return true;
        }
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i).result().finding()
                    != other.results.get(i).result().finding()) {
                return true;
            }
        }
        return false;
    }
}
