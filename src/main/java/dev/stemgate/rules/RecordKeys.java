// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Which keys of a row make sense for which kind of record; a key that says nothing there is refused, not ignored. */
final class RecordKeys {

    private static final List<String> BY_CODE =
            List.of("lists", "role", "classes", "not-classes", "group", "not-group");
    private static final List<String> OF_CONDITIONS =
            List.of("activity", "onset-within", "not-abated-before", "without-ending");
    private static final List<String> OF_DRUGS = List.of(
            "current",
            "course-not-longer-than-days",
            "course-longer-than-days",
            "reason-without-words",
            "reason-with-word",
            "dual-use");
    private static final List<String> OF_OBSERVATIONS = List.of("tests", "result", "unless-current");
    private static final List<String> OF_ALLERGIES = List.of("allergy");
    private static final List<String> DATES = List.of("within", "older-than", "longer-ago-than");

    private static final Map<Selector.Kind, List<List<String>>> FOREIGN = new EnumMap<>(Map.of(
            Selector.Kind.CONDITION, List.of(OF_DRUGS, OF_OBSERVATIONS, OF_ALLERGIES),
            Selector.Kind.PROCEDURE, List.of(OF_CONDITIONS, OF_DRUGS, OF_OBSERVATIONS, OF_ALLERGIES),
            Selector.Kind.DRUG, List.of(OF_CONDITIONS, OF_OBSERVATIONS, OF_ALLERGIES),
            Selector.Kind.PERSON, List.of(BY_CODE, OF_CONDITIONS, OF_DRUGS, OF_OBSERVATIONS, OF_ALLERGIES, DATES),
            Selector.Kind.OBSERVATION, List.of(BY_CODE, OF_CONDITIONS, OF_DRUGS, OF_ALLERGIES),
            Selector.Kind.ALLERGY, List.of(BY_CODE, OF_CONDITIONS, OF_DRUGS, OF_OBSERVATIONS, DATES)));

    private RecordKeys() {}

    /** Conditions, Procedures and drugs are found by the code lists. */
    static boolean isByCode(Selector.Kind record) {
        return record == Selector.Kind.CONDITION || record == Selector.Kind.PROCEDURE || record == Selector.Kind.DRUG;
    }

    static void check(YamlMap row, Selector.Kind record) {
        String word = row.text("record");
        for (List<String> keys : FOREIGN.get(record)) {
            for (String key : keys) {
                if (row.has(key)) {
                    throw row.fault(key, "a row about '" + word + "' has no '" + key + "'", remedy(key));
                }
            }
        }
        require(row, record == Selector.Kind.PERSON, "age");
        require(row, record == Selector.Kind.OBSERVATION, "tests");
        require(row, record == Selector.Kind.OBSERVATION, "result");
        require(row, record == Selector.Kind.ALLERGY, "allergy");
    }

    private static String remedy(String key) {
        return switch (key) {
            case "activity" -> "use 'current' or 'within'";
            case "current" -> "use 'activity: active' or 'within'";
            default -> "remove it";
        };
    }

    private static void require(YamlMap row, boolean asked, String key) {
        if (asked && !row.has(key)) {
            throw row.missing(key);
        }
    }
}
