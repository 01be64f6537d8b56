// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.report;

import static java.util.Map.entry;

import dev.stemgate.bulk.BulkStatistics.CriterionCount;
import dev.stemgate.bulk.FlowStep;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One step of the flow diagram as people read it (after the CONSORT flow diagram: who is left, and beside it who fell out and why).
 *
 * @param title of the box
 * @param reasons those who fell out, the commonest first
 */
public record FlowView(String title, long remaining, long fellOut, List<Reason> reasons) {

    private static final Map<String, String> TITLES = Map.of(
            "all-records", "Patients in the export",
            "readable", "Patient record readable",
            "human-and-living", "Human, living, in scope",
            "no-absolute-contraindication", "No absolute contraindication present",
            "judged-without-doubt", "No absolute contraindication possible or undecided",
            "no-caution", "No caution: no contraindication found");

    private static final Map<String, String> REASONS = Map.ofEntries(
            entry("unreadable", "whose Patient record is a dead letter"),
            entry("ambiguous", "ids that two different Patients have"),
            entry("merged-away", "merged into another Patient"),
            entry("deceased", "deceased"),
            entry("not-human", "not a human"),
            entry("out-of-scope", "out of scope"),
            entry("incomplete-record", "with an incomplete record only"),
            entry("inactive-record", "with an inactive Patient record"),
            entry("possible-contraindication", "with an absolute contraindication possible"),
            entry("codes-to-classify", "with codes still to be classified"),
            entry("safety", "with a risk to safety"),
            entry("efficacy-only", "with a risk to efficacy only"));

    public FlowView {
        reasons = List.copyOf(reasons);
    }

    /** Why, and how many. */
    public record Reason(String words, long count) {}

    static List<FlowView> of(List<FlowStep> steps, List<CriterionCount> criteria) {
        Map<String, String> titles =
                criteria.stream().collect(Collectors.toMap(CriterionCount::id, CriterionCount::title));
        return steps.stream()
                .map(step -> new FlowView(
                        TITLES.getOrDefault(step.id(), step.id()),
                        step.remaining(),
                        step.fellOut().stream()
                                .mapToLong(FlowStep.FallOut::count)
                                .sum(),
                        step.fellOut().stream()
                                .map(out -> new Reason(words(out.reason(), titles), out.count()))
                                .toList()))
                .toList();
    }

    private static String words(String reason, Map<String, String> titles) {
        return titles.getOrDefault(reason, REASONS.getOrDefault(reason, reason.replace('-', ' ')));
    }
}
