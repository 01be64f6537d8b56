// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.ResourceRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the records that may bear on a criterion, each by every code that does, whatever the date. */
final class EvidenceFinder {

    /** As {@link ResourceRef#key()} is ordered, without the text being made. */
    private static final Comparator<Candidate> BY_KEY = Comparator.comparing(
                    (Candidate candidate) -> candidate.record().type())
            .thenComparing(candidate -> candidate.record().id());

    private final CriterionScope scope;
    private final PatientRecord patient;
    private final List<Candidate> found = new ArrayList<>();

    EvidenceFinder(CriterionScope scope, PatientRecord patient) {
        this.scope = scope;
        this.patient = patient;
    }

    /** Those of one record stand together, the records in the order of their key. */
    List<Candidate> candidates() {
        patient.conditionsByList().forEach(scope.searched(Selector.Kind.CONDITION), (condition, match) -> scope.bearing(
                        Selector.Kind.CONDITION, match)
                .ifPresent(bearing -> found.add(new ConditionCandidate(condition, bearing))));
        patient.medicationsByList().forEach(scope.searched(Selector.Kind.DRUG), (medication, match) -> scope.bearing(
                        Selector.Kind.DRUG, match)
                .ifPresent(bearing -> found.add(new DrugCandidate(medication, bearing))));
        patient.proceduresByList().forEach(scope.searched(Selector.Kind.PROCEDURE), (procedure, match) -> scope.bearing(
                        Selector.Kind.PROCEDURE, match)
                .ifPresent(bearing -> found.add(new EventCandidate.Done(procedure, bearing))));
        patient.valuesByList().forEach(scope.searched(Selector.Kind.VALUE), (observation, match) -> scope.bearing(
                        Selector.Kind.VALUE, match)
                .ifPresent(bearing -> found.add(new EventCandidate.Valued(observation, bearing))));
        for (String test : scope.tests()) {
            for (ReadObservation answer : patient.answers(test)) {
                if (answer.reading().isReadable()) {
                    found.add(candidate(scope, answer));
                }
            }
        }
        allergies();
        found.sort(BY_KEY);
        return found;
    }

    static AnswerCandidate candidate(CriterionScope scope, ReadObservation answer) {
        return new AnswerCandidate(
                answer, scope.criterion().id(), scope.rowsAbout(answer.test().id()));
    }

    private void allergies() {
        List<Row> rows = scope.rows(Selector.Kind.ALLERGY);
        if (rows.isEmpty()) {
            return;
        }
        for (ClassifiedAllergy allergy : patient.allergies()) {
            allergy.features()
                    .forEach((feature, doubt) -> found.add(new AllergyCandidate(
                            allergy.fact(),
                            scope.criterion().id(),
                            doubt,
                            rows.stream()
                                    .filter(row -> row.selector().features().contains(feature))
                                    .toList())));
        }
    }
}
