// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import java.util.ArrayList;
import java.util.List;

/** Finds the records that may bear on a criterion, each by every code that does, whatever the date. */
final class EvidenceFinder {

    private final CriterionScope scope;
    private final PatientRecord patient;
    private final List<Candidate> found = new ArrayList<>();

    EvidenceFinder(CriterionScope scope, PatientRecord patient) {
        this.scope = scope;
        this.patient = patient;
    }

    /** Those of one record stand together, the records in the order of their key. */
    List<Candidate> candidates() {
        found.addAll(patient.candidates(scope));
        for (String test : scope.tests()) {
            for (ReadObservation answer : patient.answers(test)) {
                if (answer.reading().isReadable()) {
                    found.add(candidate(scope, answer));
                }
            }
        }
        allergies();
        if (found.size() > 1) {
            found.sort((one, other) -> RecordKey.compare(one.record(), other.record()));
        }
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
