// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.RecordKind;
import dev.stemgate.model.UnclassifiedCode;
import dev.stemgate.rules.Criterion.Need;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether what a criterion needs was read to the end (MODEL §1, Incomplete; §3, Needs). A kind that was refused, paged
 * short, masked, empty, unclassified or read too long ago is incomplete, with the reason.
 */
final class Completeness {

    private final Map<Need, List<String>> gaps = new EnumMap<>(Need.class);
    private final Map<Need, Boolean> unclassified = new EnumMap<>(Need.class);
    private final List<UnclassifiedCode> toClassify;

    Completeness(PatientRecord patient, Policies policies, boolean stale) {
        ConditionCompleteness conditions = new ConditionCompleteness(patient);
        MedicationCompleteness medications = new MedicationCompleteness(patient, policies.noMedications());
        gaps.put(Need.CONDITION, new ArrayList<>(conditions.gaps()));
        gaps.put(Need.MEDICATION, new ArrayList<>(medications.gaps()));
        gaps.put(Need.PERSON, new ArrayList<>(Readings.gaps(RecordKind.PATIENT, patient.facts())));
        if (stale) {
            gaps.values().forEach(list -> list.add("the data was read too long before the evaluation date"));
        }
        boolean blocks = policies.unclassified() == Policies.Unclassified.INDETERMINATE;
        unclassified.put(Need.CONDITION, blocks && !conditions.unclassified().isEmpty());
        unclassified.put(Need.MEDICATION, blocks && !medications.unclassified().isEmpty());
        toClassify = Stream.concat(conditions.unclassified().stream(), medications.unclassified().stream())
                .distinct()
                .sorted((a, b) -> order(a).compareTo(order(b)))
                .collect(Collectors.toList());
    }

    private static String order(UnclassifiedCode code) {
        return String.join(
                "\n",
                code.ref().key(),
                code.code().system(),
                code.code().code(),
                code.code().display(),
                code.ref().version());
    }

    /** Clinical reasons why this need was not met: clauses such as "access was refused (Condition)". */
    List<String> gaps(Need need) {
        return gaps.getOrDefault(need, List.of());
    }

    /** Whether codes that nobody has classified stand in the way of this need. */
    boolean waitsForClassification(Need need) {
        return unclassified.getOrDefault(need, false);
    }

    boolean complete(Need need) {
        return gaps(need).isEmpty() && !waitsForClassification(need);
    }

    boolean complete() {
        return Stream.of(Need.values()).allMatch(this::complete);
    }

    List<UnclassifiedCode> toClassify() {
        return toClassify;
    }
}
