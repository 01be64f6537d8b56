// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import dev.stemgate.model.Code;
import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.CriterionResult.Kind;
import dev.stemgate.model.DateRange;
import dev.stemgate.model.Evidence;
import dev.stemgate.model.Evidence.Weight;
import dev.stemgate.model.Finding;
import dev.stemgate.model.Gap;
import dev.stemgate.model.Hazard;
import dev.stemgate.model.ModelVersion;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.PlannedTherapy;
import dev.stemgate.model.Reading;
import dev.stemgate.model.RecommendedCheck;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.model.RiskProfile;
import dev.stemgate.model.Screening;
import dev.stemgate.model.TherapyOption;
import dev.stemgate.model.UnclassifiedCode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Screenings of invented patients, one per outcome, from which the published examples are made. */
final class ExampleScreenings {

    static final Instant ISSUED = Instant.parse("2026-11-01T08:15:30Z");
    static final LocalDate AS_OF = LocalDate.of(2026, 11, 1);
    static final ModelVersion MODEL = new ModelVersion("msc", "0.1.0", "3f5a9c0d");
    static final String SNOMED = "http://snomed.info/sct";

    private static final List<String> JUDGED = List.of(
            "active-malignancy",
            "recent-cancer-treatment",
            "pregnancy",
            "breastfeeding",
            "hiv",
            "immunodeficiency",
            "unstable-mental-state",
            "acute-inflammation",
            "chronic-exacerbation",
            "coagulation-disorder");

    private ExampleScreenings() {}

    static Screening contraindicated() {
        return screening(
                "p-contraindicated",
                Outcome.CONTRAINDICATED,
                "",
                List.of(
                        result("active-malignancy", Finding.PRESENT, lymphoma()),
                        result("recent-cancer-treatment", Finding.POSSIBLE, methotrexate()),
                        result("hiv", Finding.ABSENT, refutedHiv())),
                List.of("An active oncological process is present.", "Cancer treatment within 5 years is possible."),
                complete(),
                List.of());
    }

    static Screening indeterminate() {
        Map<RecordKind, Reading> readings = new EnumMap<>(complete());
        readings.put(
                RecordKind.CONDITION,
                Reading.incomplete(
                        new Gap(Gap.Cause.ACCESS_DENIED, "403"),
                        new Gap(Gap.Cause.DEAD_LETTERED, "Condition/broken-date")));
        readings.put(RecordKind.MEDICATION_STATEMENT, Reading.NOT_SERVED);
        readings.put(RecordKind.MEDICATION_REQUEST, Reading.NOT_AVAILABLE);
        List<CriterionResult> unknown = JUDGED.stream()
                .map(id -> new CriterionResult(
                        id,
                        title(id),
                        Kind.ABSOLUTE,
                        Finding.UNKNOWN,
                        List.of(),
                        List.of("Conditions were not read to the end: access was refused.")))
                .toList();
        return screening(
                "p-indeterminate",
                Outcome.INDETERMINATE,
                "",
                unknown,
                List.of("Conditions were not read to the end: access was refused."),
                readings,
                List.of(new UnclassifiedCode(
                        RecordKind.CONDITION,
                        new ResourceRef("Condition", "local-1", "1"),
                        new Code("SNOMED CT", "x 1", "Local <b>lesion</b> & more"))));
    }

    static Screening caution() {
        return screening(
                "p-caution",
                Outcome.CAUTION,
                "efficacy-only",
                List.of(new CriterionResult(
                        "age-45-or-over",
                        "Age 45 or over",
                        Kind.RISK_EFFICACY,
                        Finding.PRESENT,
                        List.of(new Evidence(
                                new ResourceRef("Patient", "p-caution", "3"),
                                new Code("", "", ""),
                                Optional.of(DateRange.year(Year.of(1961))),
                                "",
                                Weight.DEFINITE,
                                "Born in 1961, so 45 or over on the evaluation date.")),
                        List.of())),
                List.of("The patient is 45 or over."),
                complete(),
                List.of());
    }

    static Screening noContraindicationFound() {
        return screening("p-none", Outcome.NO_CONTRAINDICATION_FOUND, "", List.of(), List.of(), complete(), List.of());
    }

    static Screening notApplicable() {
        Screening basis = noContraindicationFound();
        return new Screening(
                new PatientKey("st-elsewhere", "p-deceased"),
                new ResourceRef("Patient", "p-deceased", "2"),
                AS_OF,
                MODEL,
                Outcome.NOT_APPLICABLE,
                "deceased",
                List.of(),
                RiskProfile.NONE,
                List.of("The patient died on or before the evaluation date."),
                basis.readings(),
                List.of(),
                Optional.empty(),
                basis.validUntil(),
                AS_OF,
                List.of());
    }

    /** Two hazards, one of them higher for donor cells, two options, a check and a plan. */
    static RiskProfile risks() {
        Hazard reaction = new Hazard(
                "immune-reaction",
                "Immune reaction",
                Hazard.Level.BASELINE,
                List.of(),
                "Immune reaction [R3]: none of its factors was found.");
        Hazard neurological = new Hazard(
                "neurological",
                "Neurological complication",
                Hazard.Level.ELEVATED,
                List.of(),
                "Neurological complication [R6]: raised by the planned intrathecal delivery [R6].");
        Hazard donor = new Hazard(
                "immune-reaction",
                "Immune reaction",
                Hazard.Level.ELEVATED,
                List.of(),
                "Immune reaction [R3]: raised by donor cells [R3].");
        return new RiskProfile(
                List.of(reaction, neurological),
                List.of(
                        new TherapyOption(
                                "autologous-msc",
                                "Own mesenchymal cells (autologous MSC)",
                                TherapyOption.Efficacy.REDUCED,
                                List.of(reaction, neurological),
                                "Own mesenchymal cells, efficacy reduced: Age 45 or over (present) [F1].",
                                List.of("[A] still largely considered experimental.")),
                        new TherapyOption(
                                "allogeneic-msc",
                                "Donor mesenchymal cells (allogeneic MSC)",
                                TherapyOption.Efficacy.NO_REDUCING_FACTOR_FOUND,
                                List.of(donor, neurological),
                                "Donor mesenchymal cells, efficacy no reducing factor found.",
                                List.of("[A] still largely considered experimental."))),
                List.of(new RecommendedCheck(
                        "platelets",
                        "Platelet count",
                        Optional.of(AS_OF.minusDays(60)),
                        "No normal platelet count within 30 days was read [P step 02].")),
                Optional.of(new PlannedTherapy(
                        List.of(new ResourceRef("ServiceRequest", "plan-1", "1")),
                        List.of("allogeneic-msc"),
                        List.of("intrathecal"),
                        List.of("cns"))));
    }

    /** Every judged criterion absent but the given ones, and one criterion that this release does not evaluate. */
    static Screening screening(
            String patient,
            Outcome outcome,
            String qualifier,
            List<CriterionResult> given,
            List<String> reasons,
            Map<RecordKind, Reading> readings,
            List<UnclassifiedCode> toClassify) {
        List<CriterionResult> criteria = new ArrayList<>(given);
        JUDGED.stream()
                .filter(id -> given.stream().noneMatch(result -> result.id().equals(id)))
                .map(id -> result(id, Finding.ABSENT))
                .forEach(criteria::add);
        criteria.add(new CriterionResult(
                "frailty",
                "Frailty",
                Kind.RISK_EFFICACY,
                Finding.NOT_EVALUATED,
                List.of(),
                List.of("This release does not evaluate it.")));
        return new Screening(
                new PatientKey("st-elsewhere", patient),
                new ResourceRef("Patient", patient, "3"),
                AS_OF,
                MODEL,
                outcome,
                qualifier,
                criteria,
                risks(),
                reasons,
                readings,
                toClassify,
                Optional.of(LocalDate.of(2027, 2, 3)),
                AS_OF.plusDays(30),
                AS_OF,
                List.of(new Code("http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "R", "restricted")));
    }

    static CriterionResult result(String id, Finding finding, Evidence... evidence) {
        return new CriterionResult(id, title(id), Kind.ABSOLUTE, finding, List.of(evidence), List.of());
    }

    static Map<RecordKind, Reading> complete() {
        Map<RecordKind, Reading> readings = new EnumMap<>(RecordKind.class);
        for (RecordKind kind : RecordKind.values()) {
            readings.put(kind, Reading.COMPLETE);
        }
        return readings;
    }

    static Evidence lymphoma() {
        return new Evidence(
                new ResourceRef("Condition", "lymphoma", "4"),
                new Code(SNOMED, "109962001", "Diffuse non-Hodgkin's lymphoma"),
                Optional.of(DateRange.day(LocalDate.of(2026, 3, 14))),
                "active, confirmed",
                Weight.DEFINITE,
                "An active malignancy with a confirmed diagnosis.");
    }

    private static Evidence methotrexate() {
        return new Evidence(
                new ResourceRef("MedicationRequest", "methotrexate", ""),
                new Code("http://www.nlm.nih.gov/research/umls/rxnorm", "6851", "methotrexate"),
                Optional.of(new DateRange(LocalDate.of(2025, 4, 2), LocalDate.of(2026, 4, 2))),
                "completed, order",
                Weight.SUGGESTIVE,
                "A drug with uses beside cancer, last taken within 5 years.");
    }

    private static Evidence refutedHiv() {
        return new Evidence(
                new ResourceRef("Condition", "refuted", "2"),
                new Code(SNOMED, "86406008", "Human immunodeficiency virus infection"),
                Optional.empty(),
                "active, refuted",
                Weight.NOT_COUNTED,
                "The diagnosis was refuted.");
    }

    private static String title(String id) {
        return PublishedCode.words(id);
    }
}
