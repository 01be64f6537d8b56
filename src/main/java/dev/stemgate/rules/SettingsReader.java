// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code model/model.yaml}: identity, the list of criteria, parameters and policies. */
final class SettingsReader {

    static final Set<String> KEYS = Set.of("id", "release", "criteria", "parameters", "policies");
    static final Set<String> PARAMETER_KEYS = Set.of(
            "valid-for",
            "stale-after",
            "current-medication",
            "assumed-course",
            "assumed-endocrine-course",
            "encounter-diagnosis-active");
    static final Set<String> POLICY_KEYS = Set.of("unclassified", "no-medications", "dual-use", "checks");

    static final Map<String, Policies.Unclassified> UNCLASSIFIED =
            Map.of("indeterminate", Policies.Unclassified.INDETERMINATE, "note", Policies.Unclassified.NOTE);
    static final Map<String, Policies.NoMedications> NO_MEDICATIONS =
            Map.of("none", Policies.NoMedications.NONE, "unknown", Policies.NoMedications.UNKNOWN);

    static final Map<String, Policies.Checks> CHECKS =
            Map.of("recommended", Policies.Checks.RECOMMENDED, "required", Policies.Checks.REQUIRED);

    /** What the file says, before the criteria are read. */
    record Settings(String id, String release, List<String> criteria, Parameters parameters, Policies policies) {}

    private SettingsReader() {}

    static Settings read(YamlMap map) {
        map.only(KEYS);
        List<String> criteria = map.words("criteria");
        if (criteria.isEmpty()) {
            throw map.missing("criteria");
        }
        if (Set.copyOf(criteria).size() != criteria.size()) {
            throw map.fault("criteria", "a criterion stands twice", "name each once");
        }
        return new Settings(
                map.text("id"),
                map.text("release"),
                criteria,
                parameters(map.map("parameters").only(PARAMETER_KEYS)),
                policies(map.map("policies").only(POLICY_KEYS)));
    }

    private static Parameters parameters(YamlMap map) {
        return new Parameters(
                map.period("valid-for"),
                map.period("stale-after"),
                map.period("current-medication"),
                map.period("assumed-course"),
                map.period("assumed-endocrine-course"),
                map.period("encounter-diagnosis-active"));
    }

    private static Policies policies(YamlMap map) {
        return new Policies(
                map.oneOf("unclassified", UNCLASSIFIED),
                map.oneOf("no-medications", NO_MEDICATIONS),
                map.oneOf("dual-use", RowReader.DUAL_USES),
                map.oneOf("checks", CHECKS));
    }
}
