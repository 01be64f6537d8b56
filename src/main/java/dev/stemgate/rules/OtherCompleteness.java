// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.RecordKind;
import dev.stemgate.model.UnclassifiedCode;
import dev.stemgate.terminology.Classification.Standing;
import java.util.List;
import java.util.stream.Stream;

/** What the Procedures and allergies that were read leave open: masked ones, and codes that nobody has classified. */
final class OtherCompleteness {

    private OtherCompleteness() {}

    static List<String> maskedProcedures(PatientRecord patient) {
        return patient.procedures().stream()
                .filter(procedure -> procedure.counts() && procedure.saysNothing())
                .map(procedure -> masked(procedure.fact().ref().key()))
                .distinct()
                .sorted()
                .toList();
    }

    static List<String> maskedAllergies(PatientRecord patient) {
        return patient.allergies().stream()
                .filter(allergy -> allergy.counts() && allergy.saysNothing())
                .map(allergy -> masked(allergy.fact().ref().key()))
                .distinct()
                .sorted()
                .toList();
    }

    static Stream<UnclassifiedCode> unclassifiedProcedures(PatientRecord patient) {
        return patient.procedures().stream()
                .filter(procedure -> procedure.counts()
                        && !procedure.saysNothing()
                        && procedure.classification().standing() == Standing.UNCLASSIFIED)
                .flatMap(procedure -> UnclassifiedCodes.of(
                        RecordKind.PROCEDURE,
                        procedure.fact().ref(),
                        procedure.fact().code()));
    }

    private static String masked(String key) {
        return key + " is masked or gives no information";
    }
}
