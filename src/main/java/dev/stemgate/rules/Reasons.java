// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.CriterionResult.Kind;
import dev.stemgate.model.Evidence;
import dev.stemgate.model.Evidence.Weight;
import dev.stemgate.model.Finding;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.rules.Criterion.Need;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The reasons of a screening as sentences a clinician reads: what was found, then what could not be judged, last the codes to
 * classify, which are a work list and not a clinical statement. They do not name the evaluation date, so that the same
 * result on another day has the same reasons.
 */
final class Reasons {

    private static final int LONGEST_NAME = 80;

    private final PatientRecord patient;
    private final Plan plan;
    private final Judgement judgement;

    Reasons(PatientRecord patient, Plan plan, Judgement judgement) {
        this.patient = patient;
        this.plan = plan;
        this.judgement = judgement;
    }

    List<String> sentences() {
        if (judgement.outcome() == Outcome.NOT_APPLICABLE) {
            return List.of(notApplicable());
        }
        List<String> sentences = new ArrayList<>();
        found(Kind.ABSOLUTE, sentences);
        if (OutcomeDecision.inactiveWithoutLink(patient.person())) {
            sentences.add("The EHR marks this patient record as not active and names no other record.");
        }
        notRead(sentences);
        found(Kind.RISK_SAFETY, sentences);
        found(Kind.RISK_EFFICACY, sentences);
        notJudged(sentences);
        toClassify(sentences);
        return sentences;
    }

    private String notApplicable() {
        return switch (judgement.qualifier()) {
            case OutcomeDecision.DECEASED -> "The patient has died.";
            case OutcomeDecision.OUT_OF_SCOPE ->
                "A transplantation of blood stem cells is requested for a disease that this model does not judge: "
                        + plan.planned().stream()
                                .flatMap(planned -> planned.requests().stream())
                                .map(ResourceRef::key)
                                .collect(Collectors.joining(", "))
                        + ".";
            default -> "The record is not of a human patient.";
        };
    }

    private void found(Kind kind, List<String> sentences) {
        for (Finding finding : List.of(Finding.PRESENT, Finding.POSSIBLE)) {
            judgement.criteria().stream()
                    .filter(result -> result.kind() == kind && result.finding() == finding)
                    .map(Reasons::found)
                    .forEach(sentences::add);
        }
    }

    private static String found(CriterionResult result) {
        Weight weight = result.finding() == Finding.PRESENT ? Weight.DEFINITE : Weight.SUGGESTIVE;
        String records = result.evidence().stream()
                .filter(piece -> piece.weight() == weight)
                .sorted(Comparator.comparing(piece -> piece.ref().key()))
                .map(Reasons::record)
                .distinct()
                .collect(Collectors.joining("; "));
        String word = result.finding() == Finding.PRESENT ? "present" : "possible";
        return result.title() + " is " + word + ": " + records + ".";
    }

    private static String record(Evidence piece) {
        String name = piece.code().display().isBlank()
                ? piece.code().code()
                : piece.code().display();
        if (name.length() > LONGEST_NAME) {
            name = name.substring(0, LONGEST_NAME).strip() + " …";
        }
        String details = piece.date()
                .map(date -> piece.status().isEmpty() ? date.toString() : piece.status() + ", " + date)
                .orElse(piece.status().isEmpty() ? "undated" : piece.status() + ", undated");
        return name + " (" + piece.ref().key() + ", " + details + ")";
    }

    private void notRead(List<String> sentences) {
        for (Need need : Need.values()) {
            List<String> gaps = judgement.completeness().gaps(need);
            if (!gaps.isEmpty()) {
                sentences.add(NeedWords.of(need) + " are not complete: " + String.join("; ", gaps) + ".");
            }
        }
    }

    private void notJudged(List<String> sentences) {
        judgement.criteria().stream()
                .filter(result -> result.kind() != Kind.ABSOLUTE && result.finding() == Finding.UNKNOWN)
                .filter(result -> judgement.completeness().complete())
                .map(result -> result.title() + " could not be judged: " + String.join(" ", result.reasons()))
                .forEach(sentences::add);
        String left = judgement.criteria().stream()
                .filter(result -> result.kind() == Kind.ABSOLUTE && result.finding() == Finding.NOT_EVALUATED)
                .map(CriterionResult::title)
                .collect(Collectors.joining("; "));
        if (!left.isEmpty()) {
            sentences.add("Not evaluated, although absolute: " + left + ".");
        }
    }

    private void toClassify(List<String> sentences) {
        int count = judgement.completeness().toClassify().size();
        if (count > 0) {
            boolean waits = judgement.completeness().waitsForClassification();
            String what = count == 1 ? "1 code has" : count + " codes have";
            sentences.add("Codes to classify: " + what + " not been classified yet"
                    + (waits ? " and may hide a finding." : "; by the policy of this site this changes nothing."));
        }
    }
}
