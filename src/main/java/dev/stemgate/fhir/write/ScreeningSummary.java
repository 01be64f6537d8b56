// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Finding;
import dev.stemgate.model.Hazard;
import dev.stemgate.model.RecommendedCheck;
import dev.stemgate.model.RiskProfile;
import dev.stemgate.model.Screening;
import dev.stemgate.model.TherapyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A screening in short whole sentences that a clinician can read in a chart. It never holds the patient's name: the model
 * does not carry it.
 *
 * @param headline the outcome and the evaluation date
 * @param reasons the first reasons, and how many more there are
 * @param findings one line per finding that occurs, the strongest first
 * @param risks raised hazards, options compared, and what is to be checked
 * @param disclaimer what this is not
 */
record ScreeningSummary(
        String headline, List<String> reasons, List<String> findings, List<String> risks, String disclaimer) {

    static final String DISCLAIMER =
            "Decision support for a clinician's review, not a medical device; not a clearance.";

    private static final int MOST_REASONS = 12;

    private static final List<Hazard.Level> RAISED =
            List.of(Hazard.Level.HIGH, Hazard.Level.ELEVATED, Hazard.Level.UNKNOWN);

    private static final List<Finding> STRONGEST_FIRST =
            List.of(Finding.PRESENT, Finding.POSSIBLE, Finding.UNKNOWN, Finding.ABSENT, Finding.NOT_EVALUATED);

    ScreeningSummary {
        reasons = List.copyOf(reasons);
        findings = List.copyOf(findings);
        risks = List.copyOf(risks);
    }

    static ScreeningSummary of(Screening screening) {
        return new ScreeningSummary(
                "Stem-cell therapy screening as of " + screening.asOf() + ": " + outcome(screening) + ". Valid until "
                        + screening.validUntil() + "; data read on " + screening.dataReadOn() + ".",
                reasons(screening),
                STRONGEST_FIRST.stream()
                        .map(finding -> line(screening.criteria(), finding))
                        .filter(line -> !line.isEmpty())
                        .toList(),
                risks(screening.risks()),
                DISCLAIMER);
    }

    /** The outcome in words, with its qualifier, for instance {@code Caution (efficacy only)}. */
    static String outcome(Screening screening) {
        String outcome = PublishedCode.words(screening.outcome().code());
        return screening.qualifier().isEmpty()
                ? outcome
                : outcome + " (" + screening.qualifier().replace('-', ' ') + ")";
    }

    /** One paragraph a part, divided by line ends. */
    String text() {
        return Arrays.asList(List.of(headline), reasons, findings, risks, List.of(disclaimer)).stream()
                .flatMap(List::stream)
                .collect(Collectors.joining("\n"));
    }

    private static List<String> reasons(Screening screening) {
        List<String> all = screening.reasons().stream()
                .map(PlainText::of)
                .filter(reason -> !reason.isEmpty())
                .toList();
        if (all.size() <= MOST_REASONS) {
            return all;
        }
        List<String> first = new ArrayList<>(all.subList(0, MOST_REASONS));
        first.add("And " + (all.size() - MOST_REASONS) + " more reasons.");
        return first;
    }

    private static List<String> risks(RiskProfile risks) {
        List<String> lines = new ArrayList<>();
        for (Hazard.Level level : RAISED) {
            add(
                    lines,
                    "Hazards " + level.code(),
                    risks.hazards().stream()
                            .filter(hazard -> hazard.level() == level)
                            .map(Hazard::title));
        }
        for (TherapyOption option : risks.options()) {
            lines.add(PlainText.of(Stream.concat(Stream.of(option.why()), option.remarks().stream())
                    .collect(Collectors.joining(" "))));
        }
        add(lines, "To be checked", risks.checks().stream().map(RecommendedCheck::title));
        return lines;
    }

    private static void add(List<String> lines, String lead, Stream<String> titles) {
        String joined = titles.map(PlainText::of).collect(Collectors.joining("; "));
        if (!joined.isEmpty()) {
            lines.add(lead + ": " + joined + ".");
        }
    }

    private static String line(List<CriterionResult> criteria, Finding finding) {
        String titles = criteria.stream()
                .filter(result -> result.finding() == finding)
                .map(result -> PlainText.of(result.title()))
                .collect(Collectors.joining("; "));
        return titles.isEmpty() ? "" : PublishedCode.words(finding.code()) + ": " + titles + ".";
    }
}
