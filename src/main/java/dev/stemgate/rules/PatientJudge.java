// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.RiskProfile;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges one patient at one date, and from there at later ones. Each record notes for each criterion until when what it says
 * stands; on a later day only those are judged again whose day has come, and the hazards only where something they rest on has
 * changed. For one evaluation in one thread.
 */
final class PatientJudge {

    private final PatientRecord patient;
    private final Plan plan;
    private final Model model;
    private final List<CriterionScope> scopes;
    private final HazardMemory hazards;

    /**
     * @param scopes one a criterion, in the order of the model
     * @param words remembered from patient to patient
     */
    PatientJudge(PatientRecord patient, Plan plan, Model model, List<CriterionScope> scopes, RiskWords words) {
        this.hazards = new HazardMemory(words);
        this.patient = patient;
        this.plan = plan;
        this.model = model;
        this.scopes = scopes;
    }

    /** @param stale the data was read too long before */
    Judgement judge(LocalDate asOf, boolean stale) {
        DatedCompleteness read = read(asOf, stale);
        EvaluationDay day = new EvaluationDay(asOf);
        Optional<String> notApplicable = OutcomeDecision.notApplicable(patient.person(), plan, day);
        if (notApplicable.isPresent()) {
            return new Judgement(
                    Outcome.NOT_APPLICABLE,
                    notApplicable.get(),
                    List.of(),
                    new DatedRisks(RiskProfile.NONE, EvaluationDay.NEVER),
                    read,
                    EvaluationDay.earlier(day.until(), read.until()));
        }
        List<DatedResult> results = results(asOf, read.completeness());
        List<CriterionResult> criteria = criteria(results);
        Outcome outcome = OutcomeDecision.outcome(criteria, read.completeness().complete(), patient.person());
        return judgement(outcome, results, criteria, risks(asOf, results, criteria, outcome), read, day);
    }

    /**
     * The judgement of data that counts as fresh, on a day after the one that {@code before} is of; empty as soon as a finding, the
     * outcome, a hazard, an option or a check differs.
     */
    Optional<Judgement> sameOn(Judgement before, LocalDate asOf) {
        DatedCompleteness read = readOn(before.read(), asOf);
        EvaluationDay day = new EvaluationDay(asOf);
        Optional<String> notApplicable = OutcomeDecision.notApplicable(patient.person(), plan, day);
        if (notApplicable.isPresent() || before.outcome() == Outcome.NOT_APPLICABLE) {
            return notApplicable
                    .filter(before.qualifier()::equals)
                    .map(same -> new Judgement(
                            before.outcome(),
                            same,
                            List.of(),
                            before.dated(),
                            read,
                            EvaluationDay.earlier(day.until(), read.until())));
        }
        List<DatedResult> known = before.results();
        List<DatedResult> results = new ArrayList<>(known.size());
        if (!sameFindings(known, results, new CriterionJudge(patient, model, read.completeness(), asOf))) {
            return Optional.empty();
        }
        List<CriterionResult> criteria = criteria(results);
        Outcome outcome = OutcomeDecision.outcome(criteria, read.completeness().complete(), patient.person());
        if (outcome != before.outcome()) {
            return Optional.empty();
        }
        DatedRisks risks = before.dated().standOn(asOf) && areTheSame(known, results)
                ? before.dated()
                : risks(asOf, results, criteria, outcome);
        return risks.profile().equals(before.risks())
                ? Optional.of(judgement(outcome, results, criteria, risks, read, day))
                : Optional.empty();
    }

    private static Judgement judgement(
            Outcome outcome,
            List<DatedResult> results,
            List<CriterionResult> criteria,
            DatedRisks risks,
            DatedCompleteness read,
            EvaluationDay day) {
        LocalDate until = EvaluationDay.earlier(EvaluationDay.earlier(day.until(), read.until()), risks.until());
        for (DatedResult result : results) {
            until = EvaluationDay.earlier(until, result.until());
        }
        return new Judgement(outcome, OutcomeDecision.qualifier(outcome, criteria), results, risks, read, until);
    }

    private DatedCompleteness read(LocalDate asOf, boolean stale) {
        EvaluationDay day = new EvaluationDay(asOf);
        List<ReadObservation> unread = unread(day);
        return new DatedCompleteness(new Completeness(patient, model, stale, unread), unread, day.until());
    }

    private DatedCompleteness readOn(DatedCompleteness before, LocalDate asOf) {
        if (before.standsOn(asOf)) {
            return before;
        }
        EvaluationDay day = new EvaluationDay(asOf);
        List<ReadObservation> unread = unread(day);
        return unread.equals(before.unread())
                ? new DatedCompleteness(before.completeness(), unread, day.until())
                : new DatedCompleteness(new Completeness(patient, model, false, unread), unread, day.until());
    }

    private List<ReadObservation> unread(EvaluationDay day) {
        return new UnreadValues(new Situation(day, patient, model)).ofAll(scopes);
    }

    /** All criteria, in their order; those that count the diseases of others are judged after these. */
    private List<DatedResult> results(LocalDate asOf, Completeness completeness) {
        CriterionJudge judge = new CriterionJudge(patient, model, completeness, asOf);
        DatedResult[] results = new DatedResult[scopes.size()];
        List<DatedResult> others = new ArrayList<>(results.length);
        for (int i = 0; i < results.length; i++) {
            if (!scopes.get(i).counts()) {
                results[i] = judge.judge(scopes.get(i), List.of());
                others.add(results[i]);
            }
        }
        for (int i = 0; i < results.length; i++) {
            if (results[i] == null) {
                results[i] = judge.judge(scopes.get(i), others);
            }
        }
        return List.of(results);
    }

    /** Fills in the results of a later day; false as soon as a finding differs. */
    private boolean sameFindings(List<DatedResult> known, List<DatedResult> results, CriterionJudge judge) {
        List<DatedResult> others = new ArrayList<>(known.size());
        for (int i = 0; i < known.size(); i++) {
            DatedResult result = known.get(i);
            CriterionScope scope = scopes.get(i);
            if (!scope.counts()) {
                if (!result.standsOn(judge.asOf())) {
                    result = judge.judgeAfter(result, scope, List.of());
                    if (findingDiffers(result, known.get(i))) {
                        return false;
                    }
                }
                others.add(result);
            }
            results.add(result);
        }
        for (int i = 0; i < known.size(); i++) {
            CriterionScope scope = scopes.get(i);
            if (scope.counts() && !(known.get(i).standsOn(judge.asOf()) && countedStand(scope, known, results))) {
                results.set(i, judge.judgeAfter(known.get(i), scope, others));
                if (findingDiffers(results.get(i), known.get(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean countedStand(CriterionScope counting, List<DatedResult> known, List<DatedResult> results) {
        for (int i = 0; i < known.size(); i++) {
            if (counting.countsThoseOf(scopes.get(i))
                    && results.get(i).result() != known.get(i).result()) {
                return false;
            }
        }
        return true;
    }

    private static boolean findingDiffers(DatedResult one, DatedResult other) {
        return one.result().finding() != other.result().finding();
    }

    private static boolean areTheSame(List<DatedResult> some, List<DatedResult> others) {
        for (int i = 0; i < some.size(); i++) {
            if (some.get(i).result() != others.get(i).result()) {
                return false;
            }
        }
        return true;
    }

    private static List<CriterionResult> criteria(List<DatedResult> results) {
        List<CriterionResult> criteria = new ArrayList<>(results.size());
        for (DatedResult result : results) {
            criteria.add(result.result());
        }
        return criteria;
    }

    private DatedRisks risks(
            LocalDate asOf, List<DatedResult> results, List<CriterionResult> criteria, Outcome outcome) {
        Set<String> notWhole = new HashSet<>();
        for (DatedResult result : results) {
            if (!result.whole()) {
                notWhole.add(result.result().id());
            }
        }
        EvaluationDay day = new EvaluationDay(asOf);
        RiskProfile profile = new RiskAssessment(new Situation(day, patient, model), plan, hazards)
                .profile(criteria, notWhole, outcome);
        return new DatedRisks(profile, day.until());
    }
}
