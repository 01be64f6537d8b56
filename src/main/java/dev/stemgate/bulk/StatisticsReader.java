// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.BulkStatistics.CodeCount;
import dev.stemgate.bulk.BulkStatistics.Count;
import dev.stemgate.bulk.BulkStatistics.CriterionCount;
import dev.stemgate.bulk.BulkStatistics.HazardCount;
import dev.stemgate.bulk.BulkStatistics.IncompleteCount;
import dev.stemgate.bulk.FlowStep.FallOut;
import dev.stemgate.bulk.Tally.Of;
import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Finding;
import dev.stemgate.model.Hazard;
import dev.stemgate.model.Outcome;
import dev.stemgate.rules.Criterion;
import dev.stemgate.rules.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The counts of a run as records, in an order that people can read. */
final class StatisticsReader {

    private static final String UNREAD = "unread";

    private final Tally tally;
    private final Model model;

    StatisticsReader(Tally tally, Model model) {
        this.tally = tally;
        this.model = model;
    }

    List<Count> outcomes() {
        return Arrays.stream(Outcome.values())
                .map(outcome -> new Count(outcome.code(), tally.count(Of.OUTCOME, outcome.code())))
                .filter(count -> count.count() > 0)
                .toList();
    }

    List<CriterionCount> criteria() {
        List<CriterionCount> counts = new ArrayList<>();
        for (Criterion criterion : model.criteria()) {
            counts.add(new CriterionCount(
                    criterion.id(),
                    criterion.title(),
                    kind(criterion.kind()),
                    findings(criterion, Finding.PRESENT),
                    findings(criterion, Finding.POSSIBLE),
                    findings(criterion, Finding.UNKNOWN),
                    findings(criterion, Finding.ABSENT)));
        }
        return counts;
    }

    private static String kind(CriterionResult.Kind kind) {
        return switch (kind) {
            case ABSOLUTE -> "absolute";
            case RISK_SAFETY -> "risk-safety";
            case RISK_EFFICACY -> "risk-efficacy";
        };
    }

    private long findings(Criterion criterion, Finding finding) {
        return tally.count(Of.CRITERION, criterion.id(), finding.code());
    }

    List<HazardCount> hazards() {
        return tally.of(Of.HAZARD).entrySet().stream()
                .map(entry -> new HazardCount(
                        Integer.parseInt(entry.getKey().get(0)),
                        entry.getKey().get(1),
                        entry.getKey().get(2),
                        AgeBand.ofCode(entry.getKey().get(3)),
                        Hazard.Level.valueOf(entry.getKey().get(4)),
                        entry.getValue()))
                .sorted(Comparator.comparingInt(HazardCount::place)
                        .thenComparing(HazardCount::age)
                        .thenComparing(HazardCount::level))
                .toList();
    }

    List<CodeCount> unclassified() {
        return tally.of(Of.UNCLASSIFIED).entrySet().stream()
                .map(entry -> new CodeCount(
                        entry.getKey().get(0),
                        entry.getKey().get(1),
                        entry.getKey().get(2),
                        entry.getKey().get(3),
                        entry.getValue()))
                .sorted(Comparator.comparingLong(CodeCount::count)
                        .reversed()
                        .thenComparing(CodeCount::kind)
                        .thenComparing(CodeCount::system)
                        .thenComparing(CodeCount::code)
                        .thenComparing(CodeCount::display))
                .toList();
    }

    List<IncompleteCount> incomplete() {
        return tally.of(Of.INCOMPLETE).entrySet().stream()
                .map(entry -> new IncompleteCount(
                        entry.getKey().get(0), entry.getKey().get(1), entry.getValue()))
                .sorted(Comparator.comparingLong(IncompleteCount::count)
                        .reversed()
                        .thenComparing(IncompleteCount::kind)
                        .thenComparing(IncompleteCount::cause))
                .toList();
    }

    List<Count> deadLetters() {
        return tally.of(Of.LETTER).entrySet().stream()
                .map(entry -> new Count(entry.getKey().get(0), entry.getValue()))
                .sorted(Comparator.comparing(Count::code))
                .toList();
    }

    List<FlowStep> flow(long patients) {
        List<FallOut> unread = fallOuts(UNREAD);
        long left = patients + sum(unread);
        List<FlowStep> steps = new ArrayList<>();
        steps.add(new FlowStep("all-records", left, List.of()));
        left = step("readable", left, unread, steps);
        left = step("human-and-living", left, fallOuts(Outcome.NOT_APPLICABLE.code()), steps);
        left = step("no-absolute-contraindication", left, fallOuts(Outcome.CONTRAINDICATED.code()), steps);
        left = step("judged-without-doubt", left, fallOuts(Outcome.INDETERMINATE.code()), steps);
        step("no-caution", left, fallOuts(Outcome.CAUTION.code()), steps);
        return steps;
    }

    private static long step(String id, long before, List<FallOut> fellOut, List<FlowStep> steps) {
        long remaining = before - sum(fellOut);
        steps.add(new FlowStep(id, remaining, fellOut));
        return remaining;
    }

    private static long sum(List<FallOut> fellOut) {
        return fellOut.stream().mapToLong(FallOut::count).sum();
    }

    private List<FallOut> fallOuts(String step) {
        return tally.of(Of.FALL).entrySet().stream()
                .filter(entry -> entry.getKey().get(0).equals(step))
                .map(entry -> new FallOut(entry.getKey().get(1), entry.getValue()))
                .sorted(Comparator.comparingLong(FallOut::count).reversed().thenComparing(FallOut::reason))
                .toList();
    }
}
