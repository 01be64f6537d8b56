// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.record;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names that an element has in DSTU2, STU3 or R5 and not in R4, by type. Source: the resource definitions of the four versions at
 * hl7.org/fhir (DSTU2, STU3, R4, R5). Both line readers go by it: to the typed path such a record is of the wrong version, to the
 * streaming one it is not of a common shape.
 */
public final class ForeignElements {

    private static final Map<String, List<String>> BY_TYPE = Map.ofEntries(
            Map.entry(
                    "Condition",
                    List.of("patient", "dateRecorded", "assertedDate", "abatementBoolean", "context", "participant")),
            Map.entry(
                    "MedicationStatement",
                    List.of(
                            "patient",
                            "medication",
                            "wasNotTaken",
                            "taken",
                            "reasonNotTaken",
                            "reasonForUseCodeableConcept",
                            "reasonForUseReference",
                            "reason",
                            "adherence")),
            Map.entry(
                    "MedicationRequest",
                    List.of("patient", "medication", "context", "reason", "prescriber", "definition")),
            Map.entry(
                    "MedicationAdministration",
                    List.of(
                            "patient",
                            "medication",
                            "practitioner",
                            "encounter",
                            "wasNotGiven",
                            "notGiven",
                            "reasonNotGiven",
                            "reasonGiven",
                            "effectiveTimeDateTime",
                            "effectiveTimePeriod",
                            "prescription",
                            "definition",
                            "occurenceDateTime",
                            "occurencePeriod",
                            "occurenceTiming",
                            "recorded",
                            "reason",
                            "isSubPotent")),
            Map.entry(
                    "MedicationDispense",
                    List.of(
                            "patient",
                            "medication",
                            "dispenser",
                            "encounter",
                            "notDone",
                            "notDoneReasonCodeableConcept",
                            "notDoneReasonReference",
                            "notPerformedReason",
                            "statusChanged",
                            "recorded")),
            Map.entry("Patient", List.of("animal")),
            Map.entry(
                    "Medication",
                    List.of("product", "isBrand", "isOverTheCounter", "package", "marketingAuthorizationHolder")),
            Map.entry(
                    "Observation",
                    List.of(
                            "patient",
                            "comment",
                            "comments",
                            "context",
                            "related",
                            "reliability",
                            "valueAttachment",
                            "valueReference",
                            "triggeredBy",
                            "bodyStructure",
                            "instantiatesCanonical",
                            "instantiatesReference")),
            Map.entry(
                    "Procedure",
                    List.of(
                            "patient",
                            "context",
                            "definition",
                            "notDone",
                            "notDoneReason",
                            "notPerformed",
                            "reasonNotPerformed",
                            "reasonCodeableConcept",
                            "request",
                            "occurrenceDateTime",
                            "occurrencePeriod",
                            "occurrenceString",
                            "occurrenceAge",
                            "occurrenceRange",
                            "occurrenceTiming",
                            "reason",
                            "used",
                            "recorded",
                            "reportedBoolean",
                            "reportedReference")),
            Map.entry(
                    "AllergyIntolerance",
                    List.of(
                            "subject",
                            "substance",
                            "status",
                            "onset",
                            "lastOccurence",
                            "reporter",
                            "assertedDate",
                            "participant")),
            Map.entry(
                    "ServiceRequest",
                    List.of("patient", "context", "definition", "reason", "focus", "location", "bodyStructure")));

    /** What DSTU1, DSTU2 and STU3 called a MedicationRequest or a ServiceRequest. */
    private static final Set<String> FORMER_TYPES = Set.of(
            "MedicationOrder", "MedicationPrescription", "ProcedureRequest", "ReferralRequest", "DiagnosticOrder");

    private ForeignElements() {}

    /** The names by which a record of this type is told to be of another version. */
    public static List<String> of(String type) {
        return BY_TYPE.getOrDefault(type, List.of());
    }

    /** Whether it is a type that R4 no longer has. */
    public static boolean isFormerType(String type) {
        return FORMER_TYPES.contains(type);
    }
}
