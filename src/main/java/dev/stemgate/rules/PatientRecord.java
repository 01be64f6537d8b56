// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.ConditionFact;
import dev.stemgate.model.MedicationFact;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.Person;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.terminology.Classification;
import dev.stemgate.terminology.Match;
import dev.stemgate.terminology.Terminology;
import dev.stemgate.terminology.Terminology.Domain;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A patient's facts, each classified once; equal facts that were read twice stand here once. */
record PatientRecord(PatientFacts facts, List<ClassifiedCondition> conditions, List<ClassifiedMedication> medications) {

    PatientRecord {
        Objects.requireNonNull(facts, "facts");
        conditions = List.copyOf(conditions);
        medications = List.copyOf(medications);
    }

    static PatientRecord of(PatientFacts facts, Terminology terminology) {
        return new PatientRecord(
                facts,
                facts.conditions().stream()
                        .distinct()
                        .map(condition -> classify(condition, terminology))
                        .collect(Collectors.toList()),
                facts.medications().stream()
                        .distinct()
                        .map(medication -> classify(medication, terminology))
                        .collect(Collectors.toList()));
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

    /** What the codes of a record that the lists know may share with those of another one; empty when they know none. */
    Set<String> categories(ResourceRef ref) {
        Stream<Match> ofConditions = conditions.stream()
                .filter(condition -> condition.fact().ref().key().equals(ref.key()))
                .flatMap(condition -> condition.matches().stream());
        Stream<Match> ofMedications = medications.stream()
                .filter(medication -> medication.fact().ref().key().equals(ref.key()))
                .flatMap(ClassifiedMedication::matches);
        return Stream.concat(ofConditions, ofMedications)
                .flatMap(match -> CodeCategory.of(match).stream())
                .collect(Collectors.toSet());
    }

    Stream<ClassifiedCondition> countableConditions() {
        return conditions.stream().filter(condition -> condition.counts() && !condition.saysNothing());
    }

    Stream<ClassifiedMedication> countableMedications() {
        return medications.stream().filter(ClassifiedMedication::counts);
    }
}
