// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.ClinicalStatus;
import dev.stemgate.model.ConditionFact;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.UnclassifiedCode;
import dev.stemgate.terminology.Classification.Standing;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether the Conditions were read to the end and say something: a record without a single countable Condition is empty
 * unless it holds an explicit negative statement (MODEL §1, Incomplete).
 */
final class ConditionCompleteness {

    private static final Set<ClinicalStatus> OVER =
            EnumSet.of(ClinicalStatus.INACTIVE, ClinicalStatus.REMISSION, ClinicalStatus.RESOLVED);

    private final PatientRecord patient;

    ConditionCompleteness(PatientRecord patient) {
        this.patient = patient;
    }

    List<String> gaps() {
        List<String> gaps = new ArrayList<>(Readings.gaps(RecordKind.CONDITION, patient.facts()));
        Set<String> masked = new TreeSet<>();
        for (ClassifiedCondition condition : patient.conditions()) {
            if (condition.counts() && condition.saysNothing()) {
                masked.add(condition.fact().ref().key() + " is masked or gives no information");
            }
        }
        gaps.addAll(masked);
        if (gaps.isEmpty() && isEmpty(patient)) {
            gaps.add("the record holds no countable Condition and no statement that there is none");
        }
        return gaps;
    }

    private static boolean isEmpty(PatientRecord patient) {
        if (hasDisease(patient)) {
            return false;
        }
        for (ClassifiedCondition condition : patient.conditions()) {
            if (statesNone(condition)) {
                return false;
            }
        }
        return true;
    }

    /** At least one countable Condition that is not merely a negative statement. */
    static boolean hasDisease(PatientRecord patient) {
        for (ClassifiedCondition condition : patient.countableConditions()) {
            if (condition.classification().standing() != Standing.NEGATIVE_STATEMENT) {
                return true;
            }
        }
        return false;
    }

    /** "No known problems", said firmly and still said: not doubted, not ended. */
    private static boolean statesNone(ClassifiedCondition condition) {
        return condition.classification().standing() == Standing.NEGATIVE_STATEMENT
                && condition.counts()
                && ConditionStanding.doubt(condition.fact()).isEmpty()
                && !OVER.contains(condition.fact().clinicalStatus());
    }

    List<UnclassifiedCode> unclassified() {
        List<UnclassifiedCode> unclassified = new ArrayList<>();
        for (ClassifiedCondition condition : patient.countableConditions()) {
            if (condition.classification().standing() == Standing.UNCLASSIFIED) {
                ConditionFact fact = condition.fact();
                UnclassifiedCodes.add(RecordKind.CONDITION, fact.ref(), fact.code(), unclassified);
            }
        }
        return unclassified;
    }
}
