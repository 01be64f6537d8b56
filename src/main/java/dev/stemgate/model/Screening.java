// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The result of judging one patient at one date by one model version.
 *
 * @param patient which patient
 * @param subject the Patient record that was judged
 * @param asOf evaluation date
 * @param model which model
 * @param outcome the outcome
 * @param qualifier {@code efficacy-only} for a caution without a safety criterion; {@code deceased}, {@code not-human} or
 *     {@code out-of-scope} for not-applicable; else empty
 * @param criteria one result per criterion of the model in the model's order; empty for not-applicable
 * @param risks hazards, therapy options and checks
 * @param reasons whole sentences a clinician reads, clinical ones first
 * @param readings how far each kind of record was read
 * @param toClassify codes that nobody has classified yet; a work list, not a clinical statement
 * @param changesOn the first day on which a finding can change by time alone, no new data; part of the fingerprint
 * @param validUntil the earlier of {@code changesOn} and the cap (as-of + 30 days)
 * @param dataReadOn the day the data was read
 * @param securityLabels labels of every record that was used
 */
public record Screening(
        PatientKey patient,
        ResourceRef subject,
        LocalDate asOf,
        ModelVersion model,
        Outcome outcome,
        String qualifier,
        List<CriterionResult> criteria,
        RiskProfile risks,
        List<String> reasons,
        Map<RecordKind, Reading> readings,
        List<UnclassifiedCode> toClassify,
        Optional<LocalDate> changesOn,
        LocalDate validUntil,
        LocalDate dataReadOn,
        List<Code> securityLabels) {

    public Screening {
        Objects.requireNonNull(patient, "patient");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(asOf, "asOf");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(qualifier, "qualifier");
        criteria = List.copyOf(criteria);
        Objects.requireNonNull(risks, "risks");
        reasons = List.copyOf(reasons);
        readings = Map.copyOf(readings);
        toClassify = List.copyOf(toClassify);
        Objects.requireNonNull(changesOn, "changesOn");
        Objects.requireNonNull(validUntil, "validUntil");
        Objects.requireNonNull(dataReadOn, "dataReadOn");
        securityLabels = List.copyOf(securityLabels);
    }

    /** The finding of a criterion, or empty when the model has no such criterion. */
    public Optional<Finding> finding(String criterion) {
        return criteria.stream()
                .filter(result -> result.id().equals(criterion))
                .map(CriterionResult::finding)
                .findFirst();
    }
}
