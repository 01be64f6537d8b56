// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import dev.stemgate.model.Code;
import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.DateRange;
import dev.stemgate.model.Evidence;
import dev.stemgate.model.Finding;
import dev.stemgate.model.Gap;
import dev.stemgate.model.ModelVersion;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.Reading;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.model.RiskProfile;
import dev.stemgate.model.Screening;
import dev.stemgate.model.UnclassifiedCode;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Screenings to store. */
public final class Screenings {

    public static final String MODEL = "stem-cell-risk";
    public static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    private Screenings() {}

    public static Screening of(PatientKey patient, LocalDate asOf, Outcome outcome) {
        ResourceRef condition = new ResourceRef("Condition", "c1", "3");
        Code code = new Code("http://hl7.org/fhir/sid/icd-10", "C91.1", "Chronic lymphocytic leukaemia");
        Evidence dated = new Evidence(
                condition,
                code,
                Optional.of(DateRange.year(Year.of(2024))),
                "active, confirmed",
                Evidence.Weight.DEFINITE,
                "It is active.");
        Evidence undated =
                new Evidence(condition, code, Optional.empty(), "refuted", Evidence.Weight.NOT_COUNTED, "Refuted.");
        return new Screening(
                patient,
                new ResourceRef("Patient", patient.patientId(), ""),
                asOf,
                new ModelVersion(MODEL, "0.1.0", "abc"),
                outcome,
                "",
                List.of(new CriterionResult(
                        "active-malignancy",
                        "an active oncological process",
                        CriterionResult.Kind.ABSOLUTE,
                        Finding.PRESENT,
                        List.of(dated, undated),
                        List.of())),
                RiskProfile.NONE,
                List.of("An active oncological process was found."),
                Map.of(
                        RecordKind.CONDITION, Reading.COMPLETE,
                        RecordKind.MEDICATION_STATEMENT, Reading.NOT_SERVED,
                        RecordKind.MEDICATION_REQUEST, Reading.incomplete(new Gap(Gap.Cause.ACCESS_DENIED, "http-403")),
                        RecordKind.PATIENT, Reading.NOT_AVAILABLE),
                List.of(new UnclassifiedCode(RecordKind.CONDITION, condition, new Code("", "", "größer als \"x\""))),
                Optional.of(asOf.plusDays(90)),
                asOf.plusDays(30),
                asOf,
                List.of(new Code("http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "R", "")));
    }
}
