// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.AllergyFact;
import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import dev.stemgate.model.ConditionFact;
import dev.stemgate.model.MedicationFact;
import dev.stemgate.model.ObservationFact;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.ProcedureFact;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.Screening;
import dev.stemgate.model.ServiceRequestFact;
import dev.stemgate.terminology.RememberingTerminology;
import dev.stemgate.terminology.Terminology;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Judges the facts of one patient at a date (MODEL §1-4). A pure function of facts, model, terminology and date: no clock, no
 * time zone, no locale, no I/O. Immutable and thread-safe as far as its terminology is.
 */
public final class Evaluator {

    private final Model model;
    private final RecordClassifier classifier;
    private final PlanReader plans;
    private final List<CriterionScope> scopes;
    private final RiskWords words;

    public Evaluator(Model model, Terminology terminology) {
        this(
                model,
                terminology,
                model.criteria().stream().map(CriterionScope::new).toList(),
                new RiskWords());
    }

    private Evaluator(Model model, Terminology terminology, List<CriterionScope> scopes, RiskWords words) {
        this.model = Objects.requireNonNull(model, "model");
        Terminology remembering = new RememberingTerminology(terminology);
        this.classifier = new RecordClassifier(remembering, model.evidence(), scopes);
        this.plans = new PlanReader(model.therapy().plan(), remembering);
        this.scopes = scopes;
        this.words = words;
    }

    /** The same model by another terminology, for instance one that has heard a terminology server. */
    public Evaluator with(Terminology other) {
        return new Evaluator(model, other, scopes, words);
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
        Plan plan = plans.read(facts.serviceRequests(), facts.reading(RecordKind.SERVICE_REQUEST));
        boolean stale = facts.readOn().isBefore(asOf.minus(model.parameters().staleAfter()));
        PatientJudge judge = judge(patient, plan);
        Judgement fresh = judge.judge(asOf, false);
        Judgement judgement = stale ? judge.judge(asOf, true) : fresh;
        Optional<LocalDate> changesOn = new ChangesOn(judge::sameOn).firstAfter(asOf, fresh);
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

    /**
     * Whether an Observation under this question may bear on something, whatever its value. One that does not, and whose coded values
     * are not listed, is taken for its security labels alone; the same holds for each of its components. So whoever keeps millions of
     * them need not keep it.
     */
    public boolean asks(Concept question) {
        return classifier.asks(question);
    }

    /** Whether a clinical concept that stands as the value of an Observation may count by itself (CONTRACTS, Conditions of code). */
    public boolean isListed(Concept value) {
        return classifier.isListed(value);
    }

    /**
     * Whether a Procedure of this code may bear on something. One that does not, and in which nothing coded was used, is taken for its
     * security labels alone. A code that nobody has classified, or that is masked, bears on something.
     */
    public boolean isListedProcedure(Concept code) {
        return classifier.isListedProcedure(code);
    }

    /** The facts of a patient as this evaluator reads them. */
    PatientRecord classify(PatientFacts facts) {
        return classifier.classify(facts);
    }

    /** Judges findings and outcome of one patient alone, without the days on which they change. */
    PatientJudge judge(PatientRecord patient, Plan plan) {
        return new PatientJudge(patient, plan, model, scopes, words);
    }

    private static List<Code> securityLabels(PatientFacts facts) {
        Set<Code> labels = new TreeSet<>(
                Comparator.comparing(Code::system).thenComparing(Code::code).thenComparing(Code::display));
        labels.addAll(facts.person().securityLabels());
        addLabels(facts.conditions(), ConditionFact::securityLabels, labels);
        addLabels(facts.medications(), MedicationFact::securityLabels, labels);
        addLabels(facts.observations(), ObservationFact::securityLabels, labels);
        addLabels(facts.procedures(), ProcedureFact::securityLabels, labels);
        addLabels(facts.allergies(), AllergyFact::securityLabels, labels);
        addLabels(facts.serviceRequests(), ServiceRequestFact::securityLabels, labels);
        return labels.isEmpty() ? List.of() : List.copyOf(labels);
    }

    private static <R> void addLabels(List<R> records, Function<R, List<Code>> labelsOf, Set<Code> labels) {
        for (R record : records) {
            List<Code> own = labelsOf.apply(record);
            if (!own.isEmpty()) {
                labels.addAll(own);
            }
        }
    }
}
