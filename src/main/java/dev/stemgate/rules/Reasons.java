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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The reasons of a screening as sentences a clinician reads: what was found, then what could not be judged, last the codes to
 * classify, which are a work list and not a clinical statement. They do not name the evaluation date, so that the same
 * result on another day has the same reasons.
 */
final class Reasons {

    private static final int LONGEST_NAME = 80;
    private static final List<Need> NEEDS = List.of(Need.values());
    private static final List<Finding> FOUND = List.of(Finding.PRESENT, Finding.POSSIBLE);

    private final PatientRecord patient;
    private final Plan plan;
    private final Judgement judgement;
    private final List<CriterionResult> criteria;

    Reasons(PatientRecord patient, Plan plan, Judgement judgement) {
        this.patient = patient;
        this.plan = plan;
        this.judgement = judgement;
        this.criteria = judgement.criteria();
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
        for (Finding finding : FOUND) {
            for (CriterionResult result : criteria) {
                if (result.kind() == kind && result.finding() == finding) {
                    sentences.add(found(result));
                }
            }
        }
    }

    private static String found(CriterionResult result) {
        Weight weight = result.finding() == Finding.PRESENT ? Weight.DEFINITE : Weight.SUGGESTIVE;
        List<Evidence> counted = new ArrayList<>(result.evidence());
        counted.removeIf(piece -> piece.weight() != weight);
        counted.sort((one, other) -> RecordKey.compare(one.ref(), other.ref()));
        Set<String> records = new LinkedHashSet<>();
        counted.forEach(piece -> records.add(record(piece)));
        String word = result.finding() == Finding.PRESENT ? "present" : "possible";
        return result.title() + " is " + word + ": " + String.join("; ", records) + ".";
    }

    private static String record(Evidence piece) {
        String name = piece.code().display().isBlank()
                ? piece.code().code()
                : piece.code().display();
        if (name.length() > LONGEST_NAME) {
            name = name.substring(0, LONGEST_NAME).strip() + " …";
        }
        String date = piece.date().isPresent() ? piece.date().get().toString() : "undated";
        String details = piece.status().isEmpty() ? date : piece.status() + ", " + date;
        return name + " (" + piece.ref().key() + ", " + details + ")";
    }

    private void notRead(List<String> sentences) {
        for (Need need : NEEDS) {
            List<String> gaps = judgement.completeness().gaps(need);
            if (!gaps.isEmpty()) {
                sentences.add(NeedWords.of(need) + " are not complete: " + String.join("; ", gaps) + ".");
            }
        }
    }

    private void notJudged(List<String> sentences) {
        boolean complete = judgement.completeness().complete();
        List<String> left = new ArrayList<>(0);
        for (CriterionResult result : criteria) {
            if (result.kind() != Kind.ABSOLUTE && result.finding() == Finding.UNKNOWN && complete) {
                sentences.add(result.title() + " could not be judged: " + String.join(" ", result.reasons()));
            }
            if (result.kind() == Kind.ABSOLUTE && result.finding() == Finding.NOT_EVALUATED) {
                left.add(result.title());
            }
        }
        if (!left.isEmpty()) {
            sentences.add("Not evaluated, although absolute: " + String.join("; ", left) + ".");
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
