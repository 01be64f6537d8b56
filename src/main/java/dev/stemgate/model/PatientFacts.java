// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Everything the rules may know of one patient. No FHIR beyond this point.
 *
 * @param key which patient
 * @param person the Patient
 * @param conditions in any order; order and duplicates change no finding
 * @param medications likewise
 * @param observations likewise
 * @param procedures likewise
 * @param allergies likewise
 * @param serviceRequests likewise
 * @param readings how far each kind was read; a kind that is not in the map was not read
 * @param readOn the day the data was read from the source
 */
public record PatientFacts(
        PatientKey key,
        Person person,
        List<ConditionFact> conditions,
        List<MedicationFact> medications,
        List<ObservationFact> observations,
        List<ProcedureFact> procedures,
        List<AllergyFact> allergies,
        List<ServiceRequestFact> serviceRequests,
        Map<RecordKind, Reading> readings,
        LocalDate readOn) {

    public PatientFacts {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(person, "person");
        conditions = List.copyOf(conditions);
        medications = List.copyOf(medications);
        observations = List.copyOf(observations);
        procedures = List.copyOf(procedures);
        allergies = List.copyOf(allergies);
        serviceRequests = List.copyOf(serviceRequests);
        Map<RecordKind, Reading> all = new EnumMap<>(RecordKind.class);
        for (RecordKind kind : RecordKind.values()) {
            all.put(kind, readings.getOrDefault(kind, Reading.incomplete(new Gap(Gap.Cause.NOT_READ, ""))));
        }
        readings = Map.copyOf(all);
        Objects.requireNonNull(readOn, "readOn");
    }

    /** A patient of whom no Observation, Procedure, AllergyIntolerance and ServiceRequest is known. */
    public PatientFacts(
            PatientKey key,
            Person person,
            List<ConditionFact> conditions,
            List<MedicationFact> medications,
            Map<RecordKind, Reading> readings,
            LocalDate readOn) {
        this(key, person, conditions, medications, List.of(), List.of(), List.of(), List.of(), readings, readOn);
    }

    public Reading reading(RecordKind kind) {
        return readings.get(kind);
    }
}
