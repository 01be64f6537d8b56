// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import java.util.List;
import java.util.Objects;

/**
 * The finding of one criterion with everything that led to it.
 *
 * @param id criterion id, for instance {@code active-malignancy}
 * @param title the criterion in words
 * @param kind absolute, or a risk of safety or efficacy
 * @param finding the finding
 * @param evidence every record that matched, also those that do not count; ordered by record key
 * @param reasons whole sentences: why it is unknown, or not evaluated
 */
public record CriterionResult(
        String id, String title, Kind kind, Finding finding, List<Evidence> evidence, List<String> reasons) {

    public enum Kind {
        ABSOLUTE,
        RISK_SAFETY,
        RISK_EFFICACY
    }

    public CriterionResult {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(finding, "finding");
        evidence = List.copyOf(evidence);
        reasons = List.copyOf(reasons);
    }
}
