// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Hazard;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.Screening;
import dev.stemgate.model.UnclassifiedCode;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What was found of one patient, as a row for analysts. Personal data.
 *
 * @param ehr name of the EHR
 * @param patientId logical id of the Patient
 * @param sex administrative gender, in lower case
 * @param age the band of ages
 * @param outcome code of the outcome
 * @param qualifier sub-code of the outcome; may be empty
 * @param findings code of the finding by criterion id, in the order of the model; empty for not-applicable
 * @param hazards code of the level by hazard id, in the order of the model
 * @param unclassified how many different codes and words of the record nobody has classified
 * @param validUntil until when the result holds
 */
public record PatientFindings(
        String ehr,
        String patientId,
        String sex,
        AgeBand age,
        String outcome,
        String qualifier,
        Map<String, String> findings,
        Map<String, String> hazards,
        int unclassified,
        LocalDate validUntil) {

    public PatientFindings {
        Objects.requireNonNull(ehr, "ehr");
        Objects.requireNonNull(patientId, "patientId");
        Objects.requireNonNull(sex, "sex");
        Objects.requireNonNull(age, "age");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(qualifier, "qualifier");
        findings = Collections.unmodifiableMap(new LinkedHashMap<>(findings));
        hazards = Collections.unmodifiableMap(new LinkedHashMap<>(hazards));
        Objects.requireNonNull(validUntil, "validUntil");
    }

    static PatientFindings of(PatientFacts facts, Screening screening) {
        Map<String, String> findings = new LinkedHashMap<>();
        for (CriterionResult result : screening.criteria()) {
            findings.put(result.id(), result.finding().code());
        }
        Map<String, String> hazards = new LinkedHashMap<>();
        for (Hazard hazard : screening.risks().hazards()) {
            hazards.put(hazard.id(), hazard.level().code());
        }
        return new PatientFindings(
                facts.key().ehr(),
                facts.key().patientId(),
                facts.person().sex().name().toLowerCase(Locale.ROOT),
                AgeBand.of(facts.person().birthDate(), screening.asOf()),
                screening.outcome().code(),
                screening.qualifier(),
                findings,
                hazards,
                (int) screening.toClassify().stream()
                        .map(UnclassifiedCode::code)
                        .map(code -> code.hasCode() ? List.of(code.system(), code.code()) : List.of("", code.display()))
                        .distinct()
                        .count(),
                screening.validUntil());
    }
}
