// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Evidence;
import dev.stemgate.model.Finding;
import dev.stemgate.model.Hazard;
import dev.stemgate.model.PlannedTherapy;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.RiskProfile;
import dev.stemgate.model.Screening;
import dev.stemgate.model.ScreeningWords;
import dev.stemgate.model.TherapyOption;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A screening as a clinician or an engineer reads it, with every piece of evidence. */
final class ScreeningText {

    private final PrintWriter out;
    private final int width;

    ScreeningText(PrintWriter out, int width) {
        this.out = out;
        this.width = width;
    }

    void print(Screening screening) {
        head(screening);
        screening.criteria().stream().filter(ScreeningWords::hasMoreToSay).forEach(this::print);
        list(
                "absent",
                screening,
                criterion -> criterion.finding() == Finding.ABSENT && !ScreeningWords.hasMoreToSay(criterion));
        list("not-evaluated", screening, criterion -> criterion.finding() == Finding.NOT_EVALUATED);
        print(screening.risks());
        screening
                .toClassify()
                .forEach(code -> out.println("To classify  " + code.ref().versioned() + ": "
                        + code.code().system() + "|" + code.code().code() + " \""
                        + code.code().display() + "\""));
        out.println();
        out.println(ScreeningWords.DISCLAIMER);
    }

    private void head(Screening screening) {
        String qualifier = screening.qualifier().isEmpty() ? "" : " (" + screening.qualifier() + ")";
        String change = screening
                .changesOn()
                .map(day -> " (a finding can change by time alone on " + day + ")")
                .orElse("");
        out.println("Patient      " + screening.patient() + "   ("
                + screening.subject().versioned() + ")");
        out.println("Outcome      " + screening.outcome().code() + qualifier);
        out.println("Evaluated    as of " + screening.asOf() + ", on data read " + screening.dataReadOn());
        out.println("Valid until  " + screening.validUntil() + change);
        out.println("Model        " + screening.model().id() + " "
                + screening.model().version());
        for (RecordKind kind : RecordKind.values()) {
            if (screening.readings().containsKey(kind)) {
                paragraph(
                        "Read         ",
                        kind.fhirType() + ": "
                                + ScreeningWords.of(screening.readings().get(kind)));
            }
        }
        screening.reasons().forEach(reason -> paragraph("Because      ", reason));
    }

    private void print(CriterionResult criterion) {
        out.println();
        out.println(String.format(Locale.ROOT, "%-9s %s", criterion.finding().code(), criterion.id()) + "  "
                + criterion.title());
        criterion.reasons().forEach(reason -> paragraph("          ", reason));
        criterion.evidence().forEach(this::print);
    }

    private void print(RiskProfile risks) {
        if (!risks.hazards().isEmpty()) {
            out.println();
            out.println("hazards   a sorting aid, not a probability");
            risks.hazards().forEach(this::print);
        }
        for (TherapyOption option : risks.options()) {
            out.println();
            paragraph(
                    String.format(Locale.ROOT, "%-9s ", "option"),
                    option.id() + ", efficacy " + option.efficacy().code());
            paragraph("          ", option.why());
            option.remarks().forEach(remark -> paragraph("          ", remark));
            option.hazards().stream()
                    .filter(hazard -> !risks.hazards().contains(hazard))
                    .forEach(this::print);
        }
        risks.planned().ifPresent(this::print);
        if (!risks.checks().isEmpty()) {
            out.println();
            risks.checks().forEach(check -> paragraph("to check  ", check.title() + ": " + check.why()));
        }
    }

    private void print(Hazard hazard) {
        paragraph(
                "          - ",
                String.format(Locale.ROOT, "%-8s %s: ", hazard.level().code(), hazard.id()) + hazard.why());
    }

    private void print(PlannedTherapy planned) {
        out.println();
        paragraph("planned   ", ScreeningWords.of(planned));
    }

    private void print(Evidence evidence) {
        String code = evidence.code().code();
        String coding = code.isEmpty() ? "" : evidence.code().system() + "|" + code + "  ";
        out.println("          - " + evidence.ref().versioned() + "  " + coding + "\""
                + evidence.code().display() + "\"");
        paragraph("            ", ScreeningWords.of(evidence));
    }

    private void list(String finding, Screening screening, Predicate<CriterionResult> which) {
        String ids = screening.criteria().stream()
                .filter(which)
                .map(CriterionResult::id)
                .collect(Collectors.joining(", "));
        if (!ids.isEmpty()) {
            out.println();
            paragraph(finding + "  ", ids);
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
}
