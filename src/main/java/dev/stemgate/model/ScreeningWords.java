// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parts of a screening in words, the same on every screen that a person reads it on. */
public final class ScreeningWords {

    public static final String DISCLAIMER =
            "Decision support for a clinician's review; not a medical device, and never a clearance.";

    private ScreeningWords() {}

    /** How far a kind was read. */
    public static String of(Reading reading) {
        if (reading instanceof Reading.Incomplete incomplete) {
            return "incomplete: "
                    + incomplete.gaps().stream()
                            .map(ScreeningWords::of)
                            .distinct()
                            .collect(Collectors.joining("; "));
        }
        if (reading instanceof Reading.NotServed) {
            return "not served by this EHR";
        }
        return reading instanceof Reading.NotAvailable ? "declared not available by the site" : "to the end";
    }

    /** Date, status, and why a piece of evidence counts or does not. */
    public static String of(Evidence evidence) {
        return Stream.of(evidence.date().map(DateRange::toString).orElse("undated"), evidence.status(), evidence.why())
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining("; "));
    }

    /** What was planned: product, route and target, and the requests that say so. */
    public static String of(PlannedTherapy planned) {
        return "product " + said(planned.products()) + ", route " + said(planned.routes()) + ", target "
                + said(planned.targets()) + " ("
                + planned.requests().stream().map(ResourceRef::versioned).collect(Collectors.joining(", ")) + ")";
    }

    /** An absent finding for which no record was even considered needs no paragraph of its own. */
    public static boolean hasMoreToSay(CriterionResult criterion) {
        return switch (criterion.finding()) {
            case NOT_EVALUATED -> false;
            case ABSENT -> !criterion.evidence().isEmpty();
            case UNKNOWN, POSSIBLE, PRESENT -> true;
        };
    }

    private static String of(Gap gap) {
        return gap.cause().words() + (gap.detail().isEmpty() ? "" : " (" + gap.detail() + ")");
    }

    private static String said(List<String> words) {
        return words.isEmpty() ? "not said" : String.join(", ", words);
    }
}
