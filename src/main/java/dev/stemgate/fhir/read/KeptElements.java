// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which elements of each type of R4 facts are made of; nothing else of a record is ever parsed. */
final class KeptElements {

    private static final Set<String> OBSERVED = Set.of(
            "code",
            "valueQuantity",
            "valueCodeableConcept",
            "valueString",
            "valueBoolean",
            "valueInteger",
            "valueRange",
            "valueRatio",
            "valueSampledData",
            "valueTime",
            "valueDateTime",
            "valuePeriod",
            "dataAbsentReason",
            "interpretation",
            "referenceRange");

    private static final Map<String, Set<String>> BY_TYPE = Map.ofEntries(
            Map.entry(
                    "Patient",
                    Set.of("birthDate", "gender", "deceasedBoolean", "deceasedDateTime", "active", "identifier")),
            Map.entry(
                    "Condition",
                    Set.of(
                            "clinicalStatus",
                            "verificationStatus",
                            "category",
                            "code",
                            "subject",
                            "onsetDateTime",
                            "onsetAge",
                            "onsetPeriod",
                            "onsetRange",
                            "onsetString",
                            "abatementDateTime",
                            "abatementAge",
                            "abatementPeriod",
                            "abatementRange",
                            "abatementString",
                            "recordedDate")),
            Map.entry(
                    "MedicationStatement",
                    medication("statusReason", "effectiveDateTime", "effectivePeriod", "dateAsserted", "reasonCode")),
            Map.entry(
                    "MedicationRequest",
                    medication(
                            "statusReason", "intent", "doNotPerform", "authoredOn", "dispenseRequest", "reasonCode")),
            Map.entry(
                    "MedicationAdministration",
                    medication("statusReason", "effectiveDateTime", "effectivePeriod", "reasonCode")),
            Map.entry(
                    "MedicationDispense",
                    medication("statusReasonCodeableConcept", "daysSupply", "whenPrepared", "whenHandedOver")),
            Map.entry("Medication", Set.of("code", "ingredient")),
            Map.entry("Substance", Set.of("code")),
            Map.entry(
                    "Observation",
                    with(
                            OBSERVED,
                            "status",
                            "subject",
                            "effectiveDateTime",
                            "effectivePeriod",
                            "effectiveTiming",
                            "effectiveInstant",
                            "issued",
                            "component")),
            Map.entry(
                    "Procedure",
                    Set.of(
                            "status",
                            "code",
                            "subject",
                            "performedDateTime",
                            "performedPeriod",
                            "performedString",
                            "performedAge",
                            "performedRange",
                            "reasonCode",
                            "usedCode")),
            Map.entry(
                    "AllergyIntolerance",
                    Set.of(
                            "clinicalStatus",
                            "verificationStatus",
                            "criticality",
                            "code",
                            "patient",
                            "onsetDateTime",
                            "onsetAge",
                            "onsetPeriod",
                            "onsetRange",
                            "onsetString",
                            "recordedDate",
                            "lastOccurrence",
                            "reaction")),
            Map.entry(
                    "ServiceRequest",
                    Set.of(
                            "status",
                            "intent",
                            "doNotPerform",
                            "code",
                            "orderDetail",
                            "subject",
                            "occurrenceDateTime",
                            "occurrencePeriod",
                            "occurrenceTiming",
                            "authoredOn",
                            "reasonCode",
                            "bodySite")));

    /** Of these elements only some children are kept; a name with an underscore carries the extensions of a primitive. */
    private static final Map<String, Set<String>> INSIDE = Map.ofEntries(
            Map.entry("subject", Set.of("reference", "identifier")),
            Map.entry("patient", Set.of("reference", "identifier")),
            Map.entry("medicationReference", Set.of("reference", "display")),
            Map.entry("dispenseRequest", Set.of("validityPeriod", "numberOfRepeatsAllowed", "expectedSupplyDuration")),
            Map.entry("meta", Set.of("versionId", "security")),
            Map.entry(
                    "component",
                    Stream.concat(OBSERVED.stream(), OBSERVED.stream().map(name -> "_" + name))
                            .collect(Collectors.toUnmodifiableSet())),
            Map.entry("referenceRange", Set.of("low", "high", "type")),
            Map.entry("reaction", Set.of("substance", "manifestation", "severity")),
            Map.entry("effectiveTiming", Set.of("event", "repeat", "code")),
            Map.entry("occurrenceTiming", Set.of("event", "repeat", "code")),
            Map.entry("repeat", Set.of("boundsPeriod")));

    private KeptElements() {}

    static boolean knows(String type) {
        return BY_TYPE.containsKey(type);
    }

    /** Names of the elements of a type; none for a type that is not read. */
    static Set<String> of(String type) {
        return BY_TYPE.getOrDefault(type, Set.of());
    }

    /** The children of an element that are kept; empty when all are. */
    static Set<String> inside(String element) {
        return INSIDE.getOrDefault(element, Set.of());
    }

    private static Set<String> medication(String... more) {
        return with(Set.of("status", "medicationCodeableConcept", "medicationReference", "subject"), more);
    }

    private static Set<String> with(Set<String> names, String... more) {
        return Stream.concat(names.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
    }
}
