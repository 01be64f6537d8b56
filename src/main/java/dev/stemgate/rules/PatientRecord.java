// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.ConditionFact;
import dev.stemgate.model.MedicationFact;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.Person;
import dev.stemgate.model.ProcedureFact;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.terminology.Classification;
import dev.stemgate.terminology.Match;
import dev.stemgate.terminology.Terminology;
import dev.stemgate.terminology.Terminology.Domain;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A patient's facts, each classified once; equal facts that were read twice stand here once.
 *
 * @param answers the answers of all Observations to the tests of the model
 */
record PatientRecord(
        PatientFacts facts,
        List<ClassifiedCondition> conditions,
        List<ClassifiedMedication> medications,
        List<ClassifiedProcedure> procedures,
        List<ClassifiedObservation> observations,
        List<ClassifiedAllergy> allergies,
        List<ReadObservation> answers) {

    PatientRecord {
        Objects.requireNonNull(facts, "facts");
        conditions = List.copyOf(conditions);
        medications = List.copyOf(medications);
        procedures = List.copyOf(procedures);
        observations = List.copyOf(observations);
        allergies = List.copyOf(allergies);
        answers = List.copyOf(answers);
    }

    static PatientRecord of(PatientFacts facts, Terminology terminology, Model model) {
        ObservationReader reader = new ObservationReader(model.evidence().observations(), terminology);
        List<ClassifiedObservation> observations =
                facts.observations().stream().distinct().map(reader::read).collect(Collectors.toList());
        return new PatientRecord(
                facts,
                facts.conditions().stream()
                        .distinct()
                        .map(condition -> classify(condition, terminology))
                        .collect(Collectors.toList()),
                facts.medications().stream()
                        .distinct()
                        .map(medication -> classify(medication, terminology))
                        .collect(Collectors.toList()),
                facts.procedures().stream()
                        .distinct()
                        .map(procedure -> classify(procedure, terminology))
                        .collect(Collectors.toList()),
                observations,
                facts.allergies().stream()
                        .distinct()
                        .map(allergy ->
                                ClassifiedAllergy.of(allergy, model.evidence().allergies()))
                        .collect(Collectors.toList()),
                observations.stream()
                        .flatMap(observation -> observation.answers().stream())
                        .collect(Collectors.toList()));
    }

    private static ClassifiedProcedure classify(ProcedureFact procedure, Terminology terminology) {
        List<Match> used = procedure.used().stream()
                .flatMap(thing -> terminology.classify(thing, Domain.CLINICAL).matches().stream())
                .collect(Collectors.toList());
        return new ClassifiedProcedure(procedure, terminology.classify(procedure.code(), Domain.CLINICAL), used);
    }

    private static ClassifiedCondition classify(ConditionFact condition, Terminology terminology) {
        return new ClassifiedCondition(condition, terminology.classify(condition.code(), Domain.CLINICAL));
    }

    private static ClassifiedMedication classify(MedicationFact medication, Terminology terminology) {
        List<Classification> drugs = medication.drugs().stream()
                .map(drug -> terminology.classify(drug, Domain.DRUG))
                .collect(Collectors.toList());
        Set<String> reasons = medication.reasons().stream()
                .flatMap(reason -> terminology.classify(reason, Domain.CLINICAL).matches().stream())
                .map(Match::criterion)
                .collect(Collectors.toSet());
        return new ClassifiedMedication(medication, drugs, reasons);
    }

    Person person() {
        return facts.person();
    }

    /** What the codes of these records that the lists know may share with those of another one, by the record's key. */
    Map<String, Set<String>> categories(Set<String> keys) {
        Map<String, Set<String>> categories = new HashMap<>();
        conditions.forEach(
                condition -> addCategories(condition.fact().ref(), condition.matches().stream(), keys, categories));
        medications.forEach(
                medication -> addCategories(medication.fact().ref(), medication.matches(), keys, categories));
        procedures.forEach(procedure -> addCategories(procedure.fact().ref(), procedure.matches(), keys, categories));
        observations.forEach(observation ->
                addCategories(observation.fact().ref(), observation.values().stream(), keys, categories));
        return categories;
    }

    private static void addCategories(
            ResourceRef ref, Stream<Match> matches, Set<String> keys, Map<String, Set<String>> categories) {
        if (keys.contains(ref.key())) {
            Set<String> known = categories.computeIfAbsent(ref.key(), key -> new HashSet<>());
            matches.forEach(match -> known.addAll(CodeCategory.of(match)));
        }
    }

    Stream<ClassifiedCondition> countableConditions() {
        return conditions.stream().filter(condition -> condition.counts() && !condition.saysNothing());
    }

    Stream<ClassifiedMedication> countableMedications() {
        return medications.stream().filter(ClassifiedMedication::counts);
    }
}
