// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Evidence;
import dev.stemgate.model.Finding;
import dev.stemgate.rules.Criterion.Need;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Judges a criterion for one patient at one date: evidence first, then whether its absence could have been seen (MODEL §1, Finding). */
final class CriterionJudge {

    private final Situation situation;
    private final Completeness completeness;
    private final LocalDate asOf;

    CriterionJudge(PatientRecord patient, Model model, Completeness completeness, LocalDate asOf) {
        this.situation = new Situation(new EvaluationDay(asOf), patient, model);
        this.completeness = completeness;
        this.asOf = asOf;
    }

    LocalDate asOf() {
        return asOf;
    }

    /**
     * The result, with the sentences that a person reads.
     *
     * @param judged the results of the criteria whose diseases it may count; empty for a criterion that counts none
     */
    DatedResult judge(CriterionScope scope, List<DatedResult> judged) {
        Criterion criterion = scope.criterion();
        if (!criterion.evaluated()) {
            CriterionResult result = result(
                    criterion,
                    Finding.NOT_EVALUATED,
                    List.of(),
                    List.of("This release of the model does not evaluate this criterion."));
            return new DatedResult(result, true, CriterionPieces.NONE, EvaluationDay.NEVER);
        }
        return judge(scope, CriterionPieces.of(scope, situation), judged, (at, piece) -> piece.evidence());
    }

    /**
     * The result on a later day, where nobody reads why a record counts.
     *
     * @param before the result on an earlier day; what said the same in other words is kept
     */
    DatedResult judgeAfter(DatedResult before, CriterionScope scope, List<DatedResult> judged) {
        CriterionPieces pieces = before.pieces().on(scope, situation);
        boolean same = pieces.ofRecords() == before.pieces().ofRecords() && asOf.isBefore(before.otherwiseUntil());
        if (same && !scope.counts()) {
            return new DatedResult(before.result(), before.whole(), pieces, before.otherwiseUntil());
        }
        DatedResult after = judge(scope, pieces, judged, shownAfter(before, scope));
        return after.saysTheSameAs(before) ? after.inTheWordsOf(before) : after;
    }

    /** Without words; a piece that stands as before is shown by the same evidence. */
    private static Shown shownAfter(DatedResult before, CriterionScope scope) {
        if (scope.counts() || scope.criterion().endedBy().isPresent()) {
            return (at, piece) -> piece.unworded();
        }
        List<Piece> pieces = before.pieces().ofRecords();
        return (at, piece) ->
                pieces.get(at) == piece ? before.result().evidence().get(at) : piece.unworded();
    }

    /** The evidence that shows a piece, by its place among those of the criterion. */
    private interface Shown {
        Evidence of(int at, Piece piece);
    }

    private DatedResult judge(CriterionScope scope, CriterionPieces pieces, List<DatedResult> judged, Shown shown) {
        Criterion criterion = scope.criterion();
        situation.day().begin();
        PersonJudge.Ruling person = new PersonJudge(scope, situation).judge();
        List<Piece> found = criterion.endedBy().isPresent()
                ? new Endings(criterion.endedBy().get(), situation).apply(pieces.ofRecords())
                : pieces.ofRecords();
        List<Evidence> evidence = new ArrayList<>(found.size() + 1);
        for (int at = 0; at < found.size(); at++) {
            evidence.add(shown.of(at, found.get(at)));
        }
        evidence.addAll(person.evidence());
        List<String> unread = unread(scope);
        unread.addAll(person.unknown());
        boolean whole = unread.isEmpty();
        List<Evidence> counted = evidence;
        if (scope.counts()) {
            DiseaseCounter counter =
                    new DiseaseCounter(criterion, criterion.counts().get(), situation.patient());
            List<DatedResult> others = counter.among(judged);
            unread.addAll(counter.notJudged(others));
            counted = counter.count(
                    evidence, others.stream().map(DatedResult::result).toList());
        }
        unread.addAll(checks(criterion));
        Finding finding = strongest(counted);
        if (finding == Finding.ABSENT && !unread.isEmpty()) {
            finding = Finding.UNKNOWN;
        }
        CriterionResult result = result(criterion, finding, counted, finding == Finding.UNKNOWN ? unread : List.of());
        return new DatedResult(result, whole, pieces, situation.day().until());
    }

    private static Finding strongest(List<Evidence> evidence) {
        Finding strongest = Finding.ABSENT;
        for (Evidence piece : evidence) {
            Finding one =
                    switch (piece.weight()) {
                        case DEFINITE -> Finding.PRESENT;
                        case SUGGESTIVE -> Finding.POSSIBLE;
                        case NOT_COUNTED -> Finding.ABSENT;
                    };
            strongest = strongest.max(one);
        }
        return strongest;
    }

    private List<String> unread(CriterionScope scope) {
        Criterion criterion = scope.criterion();
        List<String> reasons = new ArrayList<>(0);
        for (Need need : completeness.wanting()) {
            if (criterion.needs().contains(need)) {
                completeness.gaps(need, criterion).forEach(gap -> reasons.add(sentence(gap)));
                if (completeness.waitsForClassification(need)) {
                    reasons.add(NeedWords.of(need) + " hold a code that nobody has classified yet.");
                }
            }
        }
        UnreadValues.blocking(
                        new UnreadValues(situation).of(scope), situation.model().policies())
                .forEach(gap -> reasons.add(sentence(gap)));
        return reasons;
    }

    /** Under {@code checks: required} a check that is due leaves its finding open (MODEL §2, Recommended checks). */
    private List<String> checks(Criterion criterion) {
        return situation.model().policies().checks() == Policies.Checks.REQUIRED
                ? new RecommendedChecks(situation)
                        .dueFor(criterion).stream()
                                .map(title -> "To be checked first: " + title + ".")
                                .toList()
                : List.of();
    }

    private static String sentence(String clause) {
        return Character.toUpperCase(clause.charAt(0)) + clause.substring(1) + ".";
    }

    private static CriterionResult result(
            Criterion criterion, Finding finding, List<Evidence> evidence, List<String> reasons) {
        return new CriterionResult(criterion.id(), criterion.title(), criterion.kind(), finding, evidence, reasons);
    }
}
