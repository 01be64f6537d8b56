// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.AllergyFact;
import dev.stemgate.model.Concept;
import dev.stemgate.model.ConditionFact;
import dev.stemgate.model.MedicationFact;
import dev.stemgate.model.ObservationFact;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.ProcedureFact;
import dev.stemgate.terminology.Classification;
import dev.stemgate.terminology.Match;
import dev.stemgate.terminology.Terminology;
import dev.stemgate.terminology.Terminology.Domain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Classifies the facts of a patient. Immutable, thread-safe as far as its terminology is. */
final class RecordClassifier {

    private final Terminology terminology;
    private final ConceptReader concepts;
    private final AllergyReader allergies;
    private final ObservationReader observations;
    private final CodeCategories categories = new CodeCategories();

    RecordClassifier(Terminology terminology, EvidenceModel model, List<CriterionScope> scopes) {
        this.terminology = terminology;
        this.concepts = new ConceptReader(terminology, scopes);
        this.allergies = new AllergyReader(model.allergies());
        this.observations = new ObservationReader(model.observations(), terminology, concepts);
    }

    PatientRecord classify(PatientFacts facts) {
        List<ClassifiedCondition> conditions = new ArrayList<>();
        for (ConditionFact condition :
                Once.each(facts.conditions(), fact -> fact.ref().id())) {
            ReadConcept code = concepts.condition(condition.code());
            conditions.add(new ClassifiedCondition(condition, code.classification(), code.bearings()));
        }
        List<ClassifiedMedication> medications = new ArrayList<>();
        for (MedicationFact medication :
                Once.each(facts.medications(), fact -> fact.ref().id())) {
            medications.add(classify(medication));
        }
        List<ClassifiedAllergy> allergic = new ArrayList<>();
        for (AllergyFact allergy :
                Once.each(facts.allergies(), fact -> fact.ref().id())) {
            allergic.add(allergies.read(allergy));
        }
        return new PatientRecord(
                facts, conditions, medications, procedures(facts), observations(facts), allergic, categories);
    }

    boolean asks(Concept question) {
        return observations.asks(question);
    }

    boolean isListed(Concept value) {
        return !terminology.classify(value, Domain.CLINICAL).matches().isEmpty();
    }

    boolean isListedProcedure(Concept code) {
        return code.isEmpty() || says(concepts.procedure(code).classification());
    }

    /** It matches a list, is masked, or nobody has classified it. */
    private static boolean says(Classification classification) {
        return classification.standing() != Classification.Standing.CLASSIFIED
                || !classification.matches().isEmpty();
    }

    private List<ClassifiedProcedure> procedures(PatientFacts facts) {
        List<ClassifiedProcedure> bearing = new ArrayList<>();
        for (ProcedureFact procedure : facts.procedures()) {
            ReadConcept code = concepts.procedure(procedure.code());
            boolean listed = says(code.classification()) || procedure.code().isEmpty();
            if (!procedure.used().isEmpty()) {
                ClassifiedProcedure classified = withUsed(procedure, code);
                if (listed || !classified.used().isEmpty()) {
                    bearing.add(classified);
                }
            } else if (listed) {
                bearing.add(new ClassifiedProcedure(procedure, code.classification(), List.of(), code.bearings()));
            }
        }
        return Once.each(bearing, procedure -> procedure.fact().ref().id());
    }

    private List<ClassifiedObservation> observations(PatientFacts facts) {
        List<ClassifiedObservation> bearing = new ArrayList<>();
        for (ObservationFact observation : facts.observations()) {
            if (observations.maySpeak(observation)) {
                ClassifiedObservation read = observations.read(observation);
                if (read.bearsOnSomething()) {
                    bearing.add(read);
                }
            }
        }
        return Once.each(bearing, observation -> observation.fact().ref().id());
    }

    private ClassifiedProcedure withUsed(ProcedureFact procedure, ReadConcept code) {
        List<Match> used = new ArrayList<>();
        List<Bearing> bearings = new ArrayList<>(code.bearings());
        for (Concept thing : procedure.used()) {
            used.addAll(concepts.procedure(thing).matches());
            bearings.addAll(concepts.procedure(thing).bearings());
        }
        return new ClassifiedProcedure(procedure, code.classification(), used, bearings);
    }

    private ClassifiedMedication classify(MedicationFact medication) {
        Set<String> reasons = reasonLists(medication);
        if (medication.drugs().size() == 1) {
            ReadConcept drug = concepts.drug(medication.drugs().get(0));
            return new ClassifiedMedication(medication, List.of(drug.classification()), reasons, drug.bearings());
        }
        List<Classification> drugs = new ArrayList<>();
        List<Bearing> bearings = new ArrayList<>();
        for (Concept name : medication.drugs()) {
            ReadConcept drug = concepts.drug(name);
            drugs.add(drug.classification());
            bearings.addAll(drug.bearings());
        }
        return new ClassifiedMedication(medication, drugs, reasons, bearings);
    }

    private Set<String> reasonLists(MedicationFact medication) {
        if (medication.reasons().isEmpty()) {
            return Set.of();
        }
        Set<String> reasons = new HashSet<>();
        for (Concept reason : medication.reasons()) {
            terminology.classify(reason, Domain.CLINICAL).matches().forEach(match -> reasons.add(match.criterion()));
        }
        return reasons;
    }
}
