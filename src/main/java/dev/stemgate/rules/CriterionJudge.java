// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Evidence;
import dev.stemgate.model.Finding;
import dev.stemgate.rules.Criterion.Need;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges the criteria for one patient at one date: evidence first, then whether its absence could have been seen (MODEL §1, Finding). Not for reuse. */
final class CriterionJudge {

    private final Situation situation;
    private final Completeness completeness;

    /** Criteria of which something was not read, whatever was found. */
    private final Set<String> notWhole = new HashSet<>();

    CriterionJudge(Situation situation, Completeness completeness) {
        this.situation = situation;
        this.completeness = completeness;
    }

    /** Judges all criteria, in their order; those that count the diseases of others come after these. */
    List<CriterionResult> judge(List<Criterion> criteria) {
        Map<String, CriterionResult> results = criteria.stream()
                .filter(criterion -> criterion.counts().isEmpty())
                .map(criterion -> judge(criterion, List.of()))
                .collect(Collectors.toMap(CriterionResult::id, result -> result));
        return criteria.stream()
                .map(criterion -> criterion
                        .counts()
                        .map(rule -> judge(criterion, counted(rule, criteria, results)))
                        .orElseGet(() -> results.get(criterion.id())))
                .collect(Collectors.toList());
    }

    /** Criteria judged of which something was not read, whatever was found. */
    Set<String> notWhole() {
        return Set.copyOf(notWhole);
    }

    private static List<CriterionResult> counted(
            DiseaseCount rule, List<Criterion> criteria, Map<String, CriterionResult> results) {
        return criteria.stream()
                .map(Criterion::id)
                .filter(id -> rule.criteria().contains(id) && results.containsKey(id))
                .map(results::get)
                .collect(Collectors.toList());
    }

    /** @param others the results whose diseases it counts; empty for a criterion that counts none */
    private CriterionResult judge(Criterion criterion, List<CriterionResult> others) {
        if (!criterion.evaluated()) {
            return result(
                    criterion,
                    Finding.NOT_EVALUATED,
                    List.of(),
                    List.of("This release of the model does not evaluate this criterion."));
        }
        PersonJudge.Ruling person = new PersonJudge(criterion, situation).judge();
        List<Piece> found = new EvidenceFinder(criterion, situation).pieces();
        List<Piece> pieces = criterion
                .endedBy()
                .map(rule -> new Endings(rule, situation).apply(found))
                .orElse(found);
        List<Evidence> evidence = pieces.stream().map(Piece::evidence).collect(Collectors.toCollection(ArrayList::new));
        evidence.addAll(person.evidence());
        List<String> unread = new ArrayList<>(unread(criterion));
        unread.addAll(person.unknown());
        if (!unread.isEmpty()) {
            notWhole.add(criterion.id());
        }
        if (criterion.counts().isPresent()) {
            DiseaseCounter counter =
                    new DiseaseCounter(criterion, criterion.counts().get(), situation.patient());
            unread.addAll(counter.notJudged(others, notWhole));
            evidence = counter.count(evidence, others);
        }
        unread.addAll(checks(criterion));
        Finding finding = strongest(evidence);
        if (finding == Finding.ABSENT && !unread.isEmpty()) {
            finding = Finding.UNKNOWN;
        }
        return result(criterion, finding, evidence, finding == Finding.UNKNOWN ? unread : List.of());
    }

    private static Finding strongest(List<Evidence> evidence) {
        return evidence.stream()
                .map(piece -> switch (piece.weight()) {
                    case DEFINITE -> Finding.PRESENT;
                    case SUGGESTIVE -> Finding.POSSIBLE;
                    case NOT_COUNTED -> Finding.ABSENT;
                })
                .reduce(Finding.ABSENT, Finding::max);
    }

    private List<String> unread(Criterion criterion) {
        List<String> reasons = new ArrayList<>();
        for (Need need : Need.values()) {
            if (criterion.needs().contains(need)) {
                completeness.gaps(need, criterion).forEach(gap -> reasons.add(sentence(gap)));
                if (completeness.waitsForClassification(need)) {
                    reasons.add(NeedWords.of(need) + " hold a code that nobody has classified yet.");
                }
            }
        }
        UnreadValues.blocking(
                        new UnreadValues(situation).of(criterion),
                        situation.model().policies())
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
