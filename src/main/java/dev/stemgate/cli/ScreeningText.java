// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.DateRange;
import dev.stemgate.model.Evidence;
import dev.stemgate.model.Finding;
import dev.stemgate.model.Gap;
import dev.stemgate.model.Reading;
import dev.stemgate.model.Screening;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;

/** A screening as a clinician or an engineer reads it, with every piece of evidence. */
final class ScreeningText {

    static final String DISCLAIMER =
            "Decision support for a clinician's review; not a medical device, and never a clearance.";

    private final PrintWriter out;
    private final int width;

    ScreeningText(PrintWriter out, int width) {
        this.out = out;
        this.width = width;
    }

    void print(Screening screening) {
        String qualifier = screening.qualifier().isEmpty() ? "" : " (" + screening.qualifier() + ")";
        out.println("Patient      " + screening.patient() + "   ("
                + screening.subject().versioned() + ")");
        out.println("Outcome      " + screening.outcome().code() + qualifier);
        out.println("Evaluated    as of " + screening.asOf() + ", on data read " + screening.dataReadOn());
        out.println("Valid until  " + screening.validUntil()
                + screening
                        .changesOn()
                        .map(day -> " (a finding can change by time alone on " + day + ")")
                        .orElse(""));
        out.println("Model        " + screening.model().id() + " "
                + screening.model().version());
        screening
                .readings()
                .forEach((kind, reading) -> out.println("Read         " + kind.fhirType() + ": " + words(reading)));
        screening.reasons().forEach(reason -> paragraph("Because      ", reason));
        for (CriterionResult criterion : screening.criteria()) {
            if (criterion.finding() != Finding.NOT_EVALUATED) {
                print(criterion);
            }
        }
        notEvaluated(screening);
        screening
                .toClassify()
                .forEach(code -> out.println("To classify  " + code.ref().versioned() + ": "
                        + code.code().system() + "|" + code.code().code() + " \""
                        + code.code().display() + "\""));
        out.println();
        out.println(DISCLAIMER);
    }

    private void print(CriterionResult criterion) {
        out.println();
        out.println(String.format(Locale.ROOT, "%-9s %s", criterion.finding().code(), criterion.id()) + "  "
                + criterion.title());
        criterion.reasons().forEach(reason -> paragraph("          ", reason));
        criterion.evidence().forEach(this::print);
    }

    private void print(Evidence evidence) {
        String coding = evidence.code().code().isEmpty()
                ? "words"
                : evidence.code().system() + "|" + evidence.code().code();
        out.println("          - " + evidence.ref().versioned() + "  " + coding + "  \""
                + evidence.code().display() + "\"");
        paragraph(
                "            ",
                evidence.date().map(DateRange::toString).orElse("undated") + "; " + evidence.status() + "; "
                        + weight(evidence) + ": " + evidence.why());
    }

    private void notEvaluated(Screening screening) {
        String ids = screening.criteria().stream()
                .filter(criterion -> criterion.finding() == Finding.NOT_EVALUATED)
                .map(CriterionResult::id)
                .collect(Collectors.joining(", "));
        if (!ids.isEmpty()) {
            out.println();
            paragraph("not-evaluated ", ids);
        }
    }

    private void paragraph(String lead, String text) {
        String indent = " ".repeat(lead.length());
        String prefix = lead;
        for (String line : TextTable.wrap(text, Math.max(30, width - lead.length()))) {
            out.println(prefix + line);
            prefix = indent;
        }
    }

    private static String weight(Evidence evidence) {
        return switch (evidence.weight()) {
            case DEFINITE -> "counts";
            case SUGGESTIVE -> "counts as suggestive";
            case NOT_COUNTED -> "does not count";
        };
    }

    static String words(Reading reading) {
        if (reading instanceof Reading.Incomplete incomplete) {
            return "incomplete: "
                    + incomplete.gaps().stream()
                            .map(ScreeningText::words)
                            .distinct()
                            .collect(Collectors.joining("; "));
        }
        if (reading instanceof Reading.NotServed) {
            return "not served by this EHR";
        }
        return reading instanceof Reading.NotAvailable ? "declared not available by the site" : "to the end";
    }

    private static String words(Gap gap) {
        return gap.cause().words() + (gap.detail().isEmpty() ? "" : " (" + gap.detail() + ")");
    }
}
