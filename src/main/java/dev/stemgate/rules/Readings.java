// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Gap;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.Reading;
import dev.stemgate.model.RecordKind;
import java.util.List;
import java.util.stream.Collectors;

/** The gaps of one kind of record in words. */
final class Readings {

    private Readings() {}

    static List<String> gaps(RecordKind kind, PatientFacts facts) {
        return gaps(kind, facts.reading(kind));
    }

    static List<String> gaps(RecordKind kind, Reading reading) {
        if (reading instanceof Reading.Complete) {
            return List.of();
        }
        if (reading instanceof Reading.Incomplete incomplete) {
            return incomplete.gaps().stream()
                    .map(gap -> words(kind, gap))
                    .distinct()
                    .sorted()
                    .collect(Collectors.toList());
        }
        return List.of(
                reading instanceof Reading.NotServed
                        ? "the EHR does not serve " + kind.fhirType()
                        : "the EHR does not give " + kind.fhirType());
    }

    private static String words(RecordKind kind, Gap gap) {
        String detail = gap.detail().isBlank() ? "" : ", " + gap.detail();
        return gap.cause().words() + " (" + kind.fhirType() + detail + ")";
    }
}
