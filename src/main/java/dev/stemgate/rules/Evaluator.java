// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Code;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.RiskProfile;
import dev.stemgate.model.Screening;
import dev.stemgate.terminology.RememberingTerminology;
import dev.stemgate.terminology.Terminology;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges the facts of one patient at a date (MODEL §1-4). A pure function of facts, model, terminology and date: no clock, no
 * time zone, no locale, no I/O. Immutable and thread-safe as far as its terminology is.
 */
public final class Evaluator {

    private final Model model;
    private final Terminology terminology;
    private final RecordClassifier classifier;
    private final List<CriterionScope> scopes;

    public Evaluator(Model model, Terminology terminology) {
        this.model = Objects.requireNonNull(model, "model");
        this.terminology = new RememberingTerminology(terminology);
        this.classifier = new RecordClassifier(this.terminology, model.evidence());
        this.scopes = model.criteria().stream().map(CriterionScope::new).toList();
    }

    /** The same model by another terminology, for instance one that has heard a terminology server. */
    public Evaluator with(Terminology other) {
        return new Evaluator(model, other);
    }

    public Model model() {
        return model;
    }

    /**
     * Judges a patient.
     *
     * @param facts everything that is known, in any order
     * @param asOf the evaluation date
     * @return the screening; never contains a name or an identifier of the person
     */
    public Screening evaluate(PatientFacts facts, LocalDate asOf) {
        Objects.requireNonNull(asOf, "asOf");
        PatientRecord patient = classifier.classify(facts);
        Plan plan = new PlanReader(model.therapy().plan(), terminology).read(facts.serviceRequests());
        boolean stale = facts.readOn().isBefore(asOf.minus(model.parameters().staleAfter()));
        PatientJudge judge = judge(patient, plan);
        Judgement fresh = judge.judge(asOf, false);
        Judgement judgement = stale ? judge.judge(asOf, true) : fresh;
        Optional<LocalDate> changesOn = new ChangesOn(judge::judgeAfter).firstAfter(asOf, fresh);
        LocalDate cap = asOf.plus(model.parameters().validFor());
        return new Screening(
                facts.key(),
                facts.person().ref(),
                asOf,
                model.version(),
                judgement.outcome(),
                judgement.qualifier(),
                judgement.criteria(),
                judgement.risks(),
                new Reasons(patient, plan, judgement).sentences(),
                facts.readings(),
                judgement.completeness().toClassify(),
                changesOn,
                changesOn.filter(date -> date.isBefore(cap)).orElse(cap),
                facts.readOn(),
                securityLabels(facts));
    }

    /** The facts of a patient as this evaluator reads them. */
    PatientRecord classify(PatientFacts facts) {
        return classifier.classify(facts);
    }

    /** Judges findings and outcome of one patient alone, without the days on which they change. */
    PatientJudge judge(PatientRecord patient, Plan plan) {
        return new PatientJudge(patient, plan, model, scopes);
    }

    private static List<Code> securityLabels(PatientFacts facts) {
        return Stream.of(
                        facts.person().securityLabels().stream(),
                        facts.conditions().stream().flatMap(condition -> condition.securityLabels().stream()),
                        facts.medications().stream().flatMap(medication -> medication.securityLabels().stream()),
                        facts.observations().stream().flatMap(observation -> observation.securityLabels().stream()),
                        facts.procedures().stream().flatMap(procedure -> procedure.securityLabels().stream()),
                        facts.allergies().stream().flatMap(allergy -> allergy.securityLabels().stream()),
                        facts.serviceRequests().stream().flatMap(request -> request.securityLabels().stream()))
                .flatMap(labels -> labels)
                .distinct()
                .sorted(Comparator.comparing(Code::system)
                        .thenComparing(Code::code)
                        .thenComparing(Code::display))
                .collect(Collectors.toList());
    }
}
