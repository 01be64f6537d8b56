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
    private final AllergyReader allergies;
    private final ObservationReader observations;
    private final CodeCategories categories = new CodeCategories();

    RecordClassifier(Terminology terminology, EvidenceModel model) {
        this.terminology = terminology;
        this.allergies = new AllergyReader(model.allergies());
        this.observations = new ObservationReader(model.observations(), terminology);
    }

    PatientRecord classify(PatientFacts facts) {
        List<ClassifiedCondition> conditions = new ArrayList<>();
        for (ConditionFact condition :
                Once.each(facts.conditions(), fact -> fact.ref().id())) {
            conditions.add(new ClassifiedCondition(condition, terminology.classify(condition.code(), Domain.CLINICAL)));
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
        Classification classification = terminology.classify(code, Domain.CLINICAL);
        return code.isEmpty()
                || classification.standing() != Classification.Standing.CLASSIFIED
                || !classification.matches().isEmpty();
    }

    private List<ClassifiedProcedure> procedures(PatientFacts facts) {
        List<ClassifiedProcedure> bearing = new ArrayList<>();
        for (ProcedureFact procedure : facts.procedures()) {
            ClassifiedProcedure classified = classify(procedure);
            if (classified.bearsOnSomething()) {
                bearing.add(classified);
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

    private ClassifiedProcedure classify(ProcedureFact procedure) {
        Classification classification = terminology.classify(procedure.code(), Domain.CLINICAL);
        if (procedure.used().isEmpty()) {
            return new ClassifiedProcedure(procedure, classification, List.of());
        }
        List<Match> used = new ArrayList<>();
        for (Concept thing : procedure.used()) {
            used.addAll(terminology.classify(thing, Domain.CLINICAL).matches());
        }
        return new ClassifiedProcedure(procedure, classification, used);
    }

    private ClassifiedMedication classify(MedicationFact medication) {
        return new ClassifiedMedication(medication, drugs(medication), reasonLists(medication));
    }

    private List<Classification> drugs(MedicationFact medication) {
        if (medication.drugs().size() == 1) {
            return List.of(terminology.classify(medication.drugs().get(0), Domain.DRUG));
        }
        List<Classification> drugs = new ArrayList<>();
        for (Concept drug : medication.drugs()) {
            drugs.add(terminology.classify(drug, Domain.DRUG));
        }
        return drugs;
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
