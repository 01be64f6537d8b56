// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.ObservationFact;
import dev.stemgate.model.ProcedureFact;
import dev.stemgate.terminology.Match;
import java.util.Objects;

/** What a row's tests may look at besides the record: the date, the rest of the patient, the model. */
record Situation(EvaluationDay day, PatientRecord patient, Model model) {

    /** Drug class that is taken for years on one order (MODEL §3, Dates). */
    private static final String ENDOCRINE = "endocrine";

    Situation {
        Objects.requireNonNull(day, "day");
        Objects.requireNonNull(patient, "patient");
        Objects.requireNonNull(model, "model");
    }

    ConditionTiming timing(ClassifiedCondition condition) {
        return new ConditionTiming(
                condition.fact(),
                patient.person().birthDate(),
                day,
                model.parameters().encounterActive());
    }

    EventTiming timing(ProcedureFact procedure) {
        return EventTiming.of(procedure, patient.person().birthDate(), day);
    }

    EventTiming timing(ObservationFact observation) {
        return EventTiming.of(observation, patient.person().birthDate(), day);
    }

    Exposure exposure(ClassifiedMedication medication, Match match) {
        Parameters parameters = model.parameters();
        return new MedicationExposure(
                        medication.fact(),
                        day,
                        match.classes().contains(ENDOCRINE)
                                ? parameters.assumedEndocrineCourse()
                                : parameters.assumedCourse())
                .exposure();
    }
}
