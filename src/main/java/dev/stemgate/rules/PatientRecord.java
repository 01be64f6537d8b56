// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.Person;
import dev.stemgate.terminology.Classification;
import dev.stemgate.terminology.Match;
import dev.stemgate.terminology.SiteOverride;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A patient's facts, each classified once; equal facts that were read twice stand here once, and Procedures and Observations that
 * bear on nothing are left out. For one evaluation in one thread.
 */
final class PatientRecord {

    private final PatientFacts facts;
    private final List<ClassifiedCondition> conditions;
    private final List<ClassifiedMedication> medications;
    private final List<ClassifiedProcedure> procedures;
    private final List<ClassifiedAllergy> allergies;
    private final List<ReadObservation> answers;
    private final List<Overridden.OfList> overridden = new ArrayList<>();

    private final List<ClassifiedCondition> countableConditions = new ArrayList<>();
    private final List<ClassifiedMedication> countableMedications = new ArrayList<>();
    private final Map<CriterionScope, List<Candidate>> candidates = new IdentityHashMap<>();
    private final Map<CodeGroup, List<ClassifiedCondition>> conditionsByGroup = new IdentityHashMap<>();
    private final Map<String, List<ReadObservation>> answersByTest = new HashMap<>();
    private final Map<String, List<ReadObservation>> openAnswersByTest = new HashMap<>();
    private final SharedCategories categories;

    /** @param observations those that answer a test or have a clinical code as a value; others bear on nothing */
    PatientRecord(
            PatientFacts facts,
            List<ClassifiedCondition> conditions,
            List<ClassifiedMedication> medications,
            List<ClassifiedProcedure> procedures,
            List<ClassifiedObservation> observations,
            List<ClassifiedAllergy> allergies,
            CodeCategories ofCodes) {
        this.categories = new SharedCategories(ofCodes);
        this.facts = Objects.requireNonNull(facts, "facts");
        this.conditions = List.copyOf(conditions);
        this.medications = List.copyOf(medications);
        this.procedures = List.copyOf(procedures);
        this.allergies = List.copyOf(allergies);
        this.answers = new ArrayList<>();
        observations.forEach(observation -> answers.addAll(observation.answers()));
        for (ReadObservation answer : answers) {
            enter(answer, answersByTest);
            if (answer.reading().isOpen()) {
                enter(answer, openAnswersByTest);
            }
        }
        conditions.forEach(this::enter);
        medications.forEach(this::enter);
        for (ClassifiedProcedure procedure : procedures) {
            List<Match> matches = procedure.matches();
            categories.add(procedure.fact().ref(), matches);
            for (Bearing bearing : procedure.bearings()) {
                enter(bearing, new EventCandidate.Done(procedure, bearing));
            }
        }
        for (ClassifiedObservation observation : observations) {
            categories.add(observation.fact().ref(), observation.values());
            for (Bearing bearing : observation.bearings()) {
                enter(bearing, new EventCandidate.Valued(observation, bearing));
            }
        }
    }

    private static void enter(ReadObservation answer, Map<String, List<ReadObservation>> byTest) {
        byTest.computeIfAbsent(answer.test().id(), test -> new ArrayList<>()).add(answer);
    }

    private void enter(Bearing bearing, Candidate candidate) {
        candidates.computeIfAbsent(bearing.scope(), scope -> new ArrayList<>()).add(candidate);
    }

    private void enter(ClassifiedCondition condition) {
        if (condition.counts() && !condition.saysNothing()) {
            countableConditions.add(condition);
        }
        for (Bearing bearing : condition.bearings()) {
            enter(bearing, new ConditionCandidate(condition, bearing));
        }
        categories.add(condition.fact().ref(), condition.matches());
        for (SiteOverride override : condition.classification().overrides()) {
            overridden.add(new Overridden.OfList(
                    Selector.Kind.CONDITION,
                    new Overridden(condition.fact().ref(), ConditionStanding.words(condition.fact()), override)));
        }
    }

    private void enter(ClassifiedMedication medication) {
        if (medication.counts()) {
            countableMedications.add(medication);
        }
        for (Bearing bearing : medication.bearings()) {
            enter(bearing, new DrugCandidate(medication, bearing));
        }
        for (Classification drug : medication.drugs()) {
            categories.add(medication.fact().ref(), drug.matches());
            for (SiteOverride override : drug.overrides()) {
                overridden.add(new Overridden.OfList(
                        Selector.Kind.DRUG,
                        new Overridden(
                                medication.fact().ref(), MedicationStanding.words(medication.fact()), override)));
            }
        }
    }

    PatientFacts facts() {
        return facts;
    }

    Person person() {
        return facts.person();
    }

    List<ClassifiedCondition> conditions() {
        return conditions;
    }

    List<ClassifiedMedication> medications() {
        return medications;
    }

    List<ClassifiedProcedure> procedures() {
        return procedures;
    }

    List<ClassifiedAllergy> allergies() {
        return allergies;
    }

    /** The answers of all Observations to the tests of the model. */
    List<ReadObservation> answers() {
        return answers;
    }

    /** The answers to one test. */
    List<ReadObservation> answers(String test) {
        return answersByTest.getOrDefault(test, List.of());
    }

    /** Some answer cannot be read, or the laboratory could not decide. */
    boolean hasOpenAnswers() {
        return !openAnswersByTest.isEmpty();
    }

    /** Those of the answers to one test. */
    List<ReadObservation> openAnswers(String test) {
        return openAnswersByTest.getOrDefault(test, List.of());
    }

    /** What the site's local map takes away from what the lists say of Conditions and drugs. */
    List<Overridden.OfList> overridden() {
        return overridden;
    }

    /** The records of which a code bears on a criterion, once for each such code. */
    List<Candidate> candidates(CriterionScope scope) {
        return candidates.getOrDefault(scope, List.of());
    }

    /** What the codes of these records may share with those of another one. */
    SharedCategories categories() {
        return categories;
    }

    List<ClassifiedCondition> countableConditions() {
        return countableConditions;
    }

    /** Countable Conditions of which a code is in the group. */
    List<ClassifiedCondition> countableConditionsIn(CodeGroup group) {
        return conditionsByGroup.computeIfAbsent(group, codes -> {
            List<ClassifiedCondition> found = new ArrayList<>();
            for (ClassifiedCondition condition : countableConditions) {
                if (codes.containsAny(condition.fact().code().codings())) {
                    found.add(condition);
                }
            }
            return found;
        });
    }

    List<ClassifiedMedication> countableMedications() {
        return countableMedications;
    }
}
