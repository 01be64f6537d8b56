// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

/** The FHIR types that a screening reads. Medications count as read when Statement or Request was served and read to the end. */
public enum RecordKind {
    PATIENT("Patient"),
    CONDITION("Condition"),
    MEDICATION_STATEMENT("MedicationStatement"),
    MEDICATION_REQUEST("MedicationRequest"),
    MEDICATION_ADMINISTRATION("MedicationAdministration"),
    MEDICATION_DISPENSE("MedicationDispense"),
    OBSERVATION("Observation"),
    PROCEDURE("Procedure"),
    ALLERGY_INTOLERANCE("AllergyIntolerance"),
    SERVICE_REQUEST("ServiceRequest");

    private final String fhirType;

    RecordKind(String fhirType) {
        this.fhirType = fhirType;
    }

    public String fhirType() {
        return fhirType;
    }
}
