// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Code;
import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.RiskProfile;
import dev.stemgate.model.Screening;
import dev.stemgate.terminology.Terminology;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges the facts of one patient at a date (MODEL §1-4). A pure function of facts, model, terminology and date: no clock, no
 * time zone, no locale, no I/O. Immutable and thread-safe as far as its terminology is.
 */
public final class Evaluator {

    private final Model model;
    private final Terminology terminology;

    public Evaluator(Model model, Terminology terminology) {
        this.model = Objects.requireNonNull(model, "model");
        this.terminology = Objects.requireNonNull(terminology, "terminology");
    }

    /** The same model by another terminology, for instance one that has heard a terminology server. */
    public Evaluator with(Terminology other) {
        return new Evaluator(model, other);
    }

    public Model model() {
        return model;
    }

    /**
     * Judges a patient.
     *
     * @param facts everything that is known, in any order
     * @param asOf the evaluation date
     * @return the screening; never contains a name or an identifier of the person
     */
    public Screening evaluate(PatientFacts facts, LocalDate asOf) {
        Objects.requireNonNull(asOf, "asOf");
        PatientRecord patient = PatientRecord.of(facts, terminology, model);
        Plan plan = new PlanReader(model.therapy().plan(), terminology).read(facts.serviceRequests());
        boolean stale = facts.readOn().isBefore(asOf.minus(model.parameters().staleAfter()));
        Judgement fresh = judge(patient, plan, asOf, false);
        Judgement judgement = stale ? judge(patient, plan, asOf, true) : fresh;
        Optional<LocalDate> changesOn =
                new ChangesOn(date -> judge(patient, plan, date, false)).firstAfter(asOf, fresh);
        LocalDate cap = asOf.plus(model.parameters().validFor());
        return new Screening(
                facts.key(),
                facts.person().ref(),
                asOf,
                model.version(),
                judgement.outcome(),
                judgement.qualifier(),
                judgement.criteria(),
                judgement.risks(),
                new Reasons(patient, plan, judgement).sentences(),
                facts.readings(),
                judgement.completeness().toClassify(),
                changesOn,
                changesOn.filter(date -> date.isBefore(cap)).orElse(cap),
                facts.readOn(),
                securityLabels(facts));
    }

    /** Findings and outcome alone, without the days on which they change. */
    Judgement judge(PatientRecord patient, Plan plan, LocalDate asOf, boolean stale) {
        EvaluationDay day = new EvaluationDay(asOf);
        Situation situation = new Situation(day, patient, model);
        Completeness completeness = new Completeness(patient, model, stale, new UnreadValues(situation).ofAll());
        Optional<String> notApplicable = OutcomeDecision.notApplicable(patient.person(), plan, day);
        if (notApplicable.isPresent()) {
            return new Judgement(
                    Outcome.NOT_APPLICABLE,
                    notApplicable.get(),
                    List.of(),
                    RiskProfile.NONE,
                    completeness,
                    day.nextFlip());
        }
        CriterionJudge judge = new CriterionJudge(situation, completeness);
        List<CriterionResult> results = judge.judge(model.criteria());
        Outcome outcome = OutcomeDecision.outcome(results, completeness.complete(), patient.person());
        RiskProfile risks = new RiskAssessment(situation, plan).profile(results, judge.notWhole(), outcome);
        return new Judgement(
                outcome, OutcomeDecision.qualifier(outcome, results), results, risks, completeness, day.nextFlip());
    }

    private static List<Code> securityLabels(PatientFacts facts) {
        return Stream.of(
                        facts.person().securityLabels().stream(),
                        facts.conditions().stream().flatMap(condition -> condition.securityLabels().stream()),
                        facts.medications().stream().flatMap(medication -> medication.securityLabels().stream()),
                        facts.observations().stream().flatMap(observation -> observation.securityLabels().stream()),
                        facts.procedures().stream().flatMap(procedure -> procedure.securityLabels().stream()),
                        facts.allergies().stream().flatMap(allergy -> allergy.securityLabels().stream()),
                        facts.serviceRequests().stream().flatMap(request -> request.securityLabels().stream()))
                .flatMap(labels -> labels)
                .distinct()
                .sorted(Comparator.comparing(Code::system)
                        .thenComparing(Code::code)
                        .thenComparing(Code::display))
                .collect(Collectors.toList());
    }
}
