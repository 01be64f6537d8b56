// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.CriterionResult.Kind;
import dev.stemgate.model.Finding;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.Person;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The outcome, first that applies (MODEL §1, Outcome). */
final class OutcomeDecision {

    static final String DECEASED = "deceased";
    static final String NOT_HUMAN = "not-human";
    static final String OUT_OF_SCOPE = "out-of-scope";
    static final String EFFICACY_ONLY = "efficacy-only";

    private static final Set<Finding> NOT_CLEAR = EnumSet.of(Finding.PRESENT, Finding.POSSIBLE, Finding.UNKNOWN);

    private static final Set<Finding> NOT_CLEARED =
            EnumSet.of(Finding.POSSIBLE, Finding.UNKNOWN, Finding.NOT_EVALUATED);
    private static final Set<Finding> FOUND = EnumSet.of(Finding.PRESENT);

    private OutcomeDecision() {}

    /** Why a screening is not applicable, or empty when it is. */
    static Optional<String> notApplicable(Person person, Plan plan, EvaluationDay day) {
        if (!person.human()) {
            return Optional.of(NOT_HUMAN);
        }
        boolean dead = person.deceased()
                .map(death ->
                        death.date().map(date -> day.hasCome(date.earliest())).orElse(true))
                .orElse(false);
        if (dead) {
            return Optional.of(DECEASED);
        }
        return plan.outOfScope() ? Optional.of(OUT_OF_SCOPE) : Optional.empty();
    }

    static Outcome outcome(List<CriterionResult> criteria, boolean complete, Person person) {
        if (any(criteria, Kind.ABSOLUTE, FOUND)) {
            return Outcome.CONTRAINDICATED;
        }
        if (!complete || inactiveWithoutLink(person) || any(criteria, Kind.ABSOLUTE, NOT_CLEARED)) {
            return Outcome.INDETERMINATE;
        }
        boolean risk = any(criteria, Kind.RISK_SAFETY, NOT_CLEAR) || any(criteria, Kind.RISK_EFFICACY, NOT_CLEAR);
        return risk ? Outcome.CAUTION : Outcome.NO_CONTRAINDICATION_FOUND;
    }

    static String qualifier(Outcome outcome, List<CriterionResult> criteria) {
        return outcome == Outcome.CAUTION && !any(criteria, Kind.RISK_SAFETY, NOT_CLEAR) ? EFFICACY_ONLY : "";
    }

    static boolean inactiveWithoutLink(Person person) {
        return !person.active() && person.replacedBy().isEmpty();
    }

    private static boolean any(List<CriterionResult> criteria, Kind kind, Set<Finding> findings) {
        for (CriterionResult result : criteria) {
            if (result.kind() == kind && findings.contains(result.finding())) {
                return true;
            }
        }
        return false;
    }
}
