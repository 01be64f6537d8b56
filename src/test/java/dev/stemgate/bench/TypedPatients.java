// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bench;

import ca.uhn.fhir.parser.IParser;
import dev.stemgate.fhir.client.Origin;
import dev.stemgate.fhir.read.FactMapper;
import dev.stemgate.fhir.read.R4;
import dev.stemgate.model.AllergyFact;
import dev.stemgate.model.ConditionFact;
import dev.stemgate.model.MedicationFact;
import dev.stemgate.model.ObservationFact;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.ProcedureFact;
import dev.stemgate.model.Reading;
import dev.stemgate.model.RecordKind;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;

/** The lines of a patient read by HAPI FHIR and mapped to facts, as the bridge does. Not thread-safe. */
final class TypedPatients {

    private final IParser parser = R4.context().newJsonParser();
    private final LocalDate asOf;
    private final Map<RecordKind, Reading> readings = new EnumMap<>(RecordKind.class);

    TypedPatients(LocalDate asOf) {
        this.asOf = asOf;
        for (RecordKind kind : RecordKind.values()) {
            readings.put(kind, Reading.COMPLETE);
        }
    }

    PatientFacts facts(PatientLines lines) {
        FactMapper mapper = new FactMapper(new Origin(URI.create("https://ehr.example.org/fhir")));
        Patient patient = (Patient) parser.parseResource(lines.person());
        lines.medications().forEach(line -> mapper.remember((Medication) parser.parseResource(line), ""));
        List<ConditionFact> conditions = new ArrayList<>();
        List<MedicationFact> medications = new ArrayList<>();
        for (String line : lines.records()) {
            IBaseResource record = parser.parseResource(line);
            if (record instanceof Condition condition) {
                conditions.add(mapper.condition(condition));
            } else {
                medications.add(mapper.medication((MedicationRequest) record));
            }
        }
        List<ObservationFact> observations = new ArrayList<>();
        List<ProcedureFact> procedures = new ArrayList<>();
        List<AllergyFact> allergies = new ArrayList<>();
        for (String line : lines.others()) {
            IBaseResource record = parser.parseResource(line);
            if (record instanceof Observation observation) {
                observations.add(mapper.observation(observation));
            } else if (record instanceof Procedure procedure) {
                procedures.add(mapper.procedure(procedure));
            } else {
                allergies.add(mapper.allergy((AllergyIntolerance) record));
            }
        }
        return new PatientFacts(
                new PatientKey("bench", patient.getIdElement().getIdPart()),
                mapper.person(patient),
                conditions,
                medications,
                observations,
                procedures,
                allergies,
                List.of(),
                readings,
                asOf);
    }
}
