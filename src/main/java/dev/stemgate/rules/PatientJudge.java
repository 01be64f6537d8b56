// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.RiskProfile;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Judges one patient at one date, and from there at later ones. Each criterion notes until when its own result stands; on a later
 * day only those are judged again whose day has come, and the hazards only where something they rest on has changed. For one
 * evaluation in one thread.
 */
final class PatientJudge {

    private final PatientRecord patient;
    private final Plan plan;
    private final Model model;
    private final List<CriterionScope> scopes;

    /** @param scopes one a criterion, in the order of the model */
    PatientJudge(PatientRecord patient, Plan plan, Model model, List<CriterionScope> scopes) {
        this.patient = patient;
        this.plan = plan;
        this.model = model;
        this.scopes = scopes;
    }

    /** @param stale the data was read too long before */
    Judgement judge(LocalDate asOf, boolean stale) {
        EvaluationDay day = new EvaluationDay(asOf);
        List<ReadObservation> unread = unread(day);
        Completeness completeness = new Completeness(patient, model, stale, unread);
        return judge(asOf, new DatedCompleteness(completeness, unread, day.nextFlip()), Optional.empty());
    }

    /** The judgement of data that counts as fresh, on a day after the one that {@code before} is of. */
    Judgement judgeAfter(Judgement before, LocalDate asOf) {
        if (before.read().standsOn(asOf)) {
            return judge(asOf, before.read(), Optional.of(before));
        }
        EvaluationDay day = new EvaluationDay(asOf);
        List<ReadObservation> unread = unread(day);
        return unread.equals(before.read().unread())
                ? judge(asOf, new DatedCompleteness(before.completeness(), unread, day.nextFlip()), Optional.of(before))
                : judge(asOf, false);
    }

    private List<ReadObservation> unread(EvaluationDay day) {
        return new UnreadValues(new Situation(day, patient, model)).ofAll(scopes);
    }

    private Judgement judge(LocalDate asOf, DatedCompleteness read, Optional<Judgement> before) {
        Completeness completeness = read.completeness();
        EvaluationDay day = new EvaluationDay(asOf);
        Optional<String> notApplicable = OutcomeDecision.notApplicable(patient.person(), plan, day);
        if (notApplicable.isPresent()) {
            return new Judgement(
                    Outcome.NOT_APPLICABLE,
                    notApplicable.get(),
                    List.of(),
                    new DatedRisks(RiskProfile.NONE, Optional.empty()),
                    read,
                    DatedResult.earlier(day.nextFlip(), read.until()));
        }
        List<DatedResult> known = before.map(Judgement::results).orElse(List.of());
        List<DatedResult> results = results(asOf, completeness, known);
        List<CriterionResult> criteria =
                results.stream().map(DatedResult::result).toList();
        Outcome outcome = OutcomeDecision.outcome(criteria, completeness.complete(), patient.person());
        DatedRisks risks = before.filter(then -> then.outcome() == outcome)
                .filter(then -> then.dated().standOn(asOf) && areTheSame(then.results(), results))
                .map(Judgement::dated)
                .orElseGet(() -> risks(asOf, results, criteria, outcome));
        Optional<LocalDate> next =
                DatedResult.earlier(DatedResult.earlier(day.nextFlip(), read.until()), risks.until());
        for (DatedResult result : results) {
            next = DatedResult.earlier(next, result.until());
        }
        return new Judgement(outcome, OutcomeDecision.qualifier(outcome, criteria), results, risks, read, next);
    }

    /** All criteria, in their order; those that count the diseases of others are judged after these. */
    private List<DatedResult> results(LocalDate asOf, Completeness completeness, List<DatedResult> known) {
        CriterionJudge judge = new CriterionJudge(patient, model, completeness, asOf);
        DatedResult[] results = new DatedResult[scopes.size()];
        for (int i = 0; i < results.length; i++) {
            CriterionScope scope = scopes.get(i);
            if (!scope.counts()) {
                results[i] = !known.isEmpty() && known.get(i).standsOn(asOf)
                        ? known.get(i)
                        : keepingWords(known, i, judge.judge(scope, List.of()));
            }
        }
        List<DatedResult> judged =
                Arrays.stream(results).filter(Objects::nonNull).toList();
        boolean othersStand = !known.isEmpty()
                && IntStream.range(0, results.length)
                        .allMatch(i -> results[i] == null
                                || results[i].result() == known.get(i).result());
        for (int i = 0; i < results.length; i++) {
            if (results[i] == null) {
                results[i] = othersStand && known.get(i).standsOn(asOf)
                        ? known.get(i)
                        : keepingWords(known, i, judge.judge(scopes.get(i), judged));
            }
        }
        return List.of(results);
    }

    /** The result before, where the new one says the same in other words: what rests on it then need not be judged again. */
    private static DatedResult keepingWords(List<DatedResult> known, int place, DatedResult result) {
        return !known.isEmpty() && result.saysTheSameAs(known.get(place))
                ? new DatedResult(known.get(place).result(), result.whole(), result.until())
                : result;
    }

    private static boolean areTheSame(List<DatedResult> some, List<DatedResult> others) {
        return some.size() == others.size()
                && IntStream.range(0, some.size())
                        .allMatch(i -> some.get(i).result() == others.get(i).result());
    }

    private DatedRisks risks(
            LocalDate asOf, List<DatedResult> results, List<CriterionResult> criteria, Outcome outcome) {
        Set<String> notWhole = results.stream()
                .filter(result -> !result.whole())
                .map(result -> result.result().id())
                .collect(Collectors.toSet());
        EvaluationDay day = new EvaluationDay(asOf);
        RiskProfile profile =
                new RiskAssessment(new Situation(day, patient, model), plan).profile(criteria, notWhole, outcome);
        return new DatedRisks(profile, day.nextFlip());
    }
}
