// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.ProcedureFact;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.UnclassifiedCode;
import dev.stemgate.terminology.Classification.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the Procedures and allergies that were read leave open: masked ones, and codes that nobody has classified. */
final class OtherCompleteness {

    private OtherCompleteness() {}

    static Set<String> maskedProcedures(PatientRecord patient) {
        Set<String> masked = new TreeSet<>();
        for (ClassifiedProcedure procedure : patient.procedures()) {
            if (procedure.saysNothing() && procedure.counts()) {
                masked.add(masked(procedure.fact().ref().key()));
            }
        }
        return masked;
    }

    static Set<String> maskedAllergies(PatientRecord patient) {
        Set<String> masked = new TreeSet<>();
        for (ClassifiedAllergy allergy : patient.allergies()) {
            if (allergy.saysNothing() && allergy.counts()) {
                masked.add(masked(allergy.fact().ref().key()));
            }
        }
        return masked;
    }

    static List<UnclassifiedCode> unclassifiedProcedures(PatientRecord patient) {
        List<UnclassifiedCode> unclassified = new ArrayList<>(0);
        for (ClassifiedProcedure procedure : patient.procedures()) {
            if (procedure.classification().standing() == Standing.UNCLASSIFIED
                    && procedure.counts()
                    && !procedure.saysNothing()) {
                ProcedureFact fact = procedure.fact();
                UnclassifiedCodes.add(RecordKind.PROCEDURE, fact.ref(), fact.code(), unclassified);
            }
        }
        return unclassified;
    }

    private static String masked(String key) {
        return key + " is masked or gives no information";
    }
}
