// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import dev.stemgate.bulk.record.LineReader;
import dev.stemgate.bulk.record.LineReading;
import java.util.Map;
import java.util.Set;

/**
 * Reads lines by streaming. Every byte of a line is checked, whatever its type; a line that is not of a shape known here goes to the exact
 * reader, which has the last word on whether it is broken. Thread-confined.
 */
public final class StreamingLineReader implements LineReader {

    /** Types of FHIR R4 that exports are full of and no screening reads; any other is known to the exact reader. */
    private static final Set<String> IRRELEVANT = Set.of(
            "Account",
            "Appointment",
            "CarePlan",
            "CareTeam",
            "Claim",
            "ClaimResponse",
            "Coverage",
            "Device",
            "DiagnosticReport",
            "DocumentReference",
            "Encounter",
            "EpisodeOfCare",
            "ExplanationOfBenefit",
            "FamilyMemberHistory",
            "Goal",
            "Group",
            "HealthcareService",
            "ImagingStudy",
            "Immunization",
            "Location",
            "Media",
            "Organization",
            "Practitioner",
            "PractitionerRole",
            "Provenance",
            "Questionnaire",
            "QuestionnaireResponse",
            "RelatedPerson",
            "Schedule",
            "Slot",
            "Specimen",
            "SupplyDelivery",
            "Task");

    private final StrictJson json = new StrictJson();
    private final Elements elements = new Elements(json);
    private final Map<String, RecordShape> shapes = Map.of(
            "Patient", new PatientShape(),
            "Condition", new ConditionShape(),
            "MedicationStatement", new StatementShape(),
            "MedicationRequest", new RequestShape(),
            "MedicationAdministration", new AdministrationShape(),
            "Medication", new MedicationTableShape(),
            "Observation", new ObservationShape(),
            "Procedure", new ProcedureShape(),
            "AllergyIntolerance", new AllergyShape());
    private final LineReader exact;
    private long lines;
    private long exactly;

    /** @param exact the typed path */
    public StreamingLineReader(LineReader exact) {
        this.exact = exact;
    }

    @Override
    public LineReading read(byte[] line, int from, int to) {
        lines++;
        if (to - from < StrictJson.LONGEST_STRING) {
            try {
                return stream(line, from, to);
            } catch (OddShape odd) {
                // The exact reader says what it is.
            }
        }
        exactly++;
        return exact.read(line, from, to);
    }

    /** Lines read so far. */
    public long lines() {
        return lines;
    }

    /** How many of them went to the exact reader. */
    public long exactly() {
        return exactly;
    }

    private LineReading stream(byte[] line, int from, int to) throws OddShape {
        json.open(line, from, to);
        json.beginObject();
        String first = json.nextName();
        if (first.isEmpty()) {
            throw OddShape.FOUND;
        }
        return first.equals("resourceType") ? record(elements.code()) : later(line, from, to);
    }

    /** The type does not come first: it is looked for, and the line is read once more. */
    private LineReading later(byte[] line, int from, int to) throws OddShape {
        String type = "";
        json.skip();
        for (String name = json.nextName(); !name.isEmpty() && type.isEmpty(); name = json.nextName()) {
            if (name.equals("resourceType")) {
                type = elements.code();
            } else {
                json.skip();
            }
        }
        json.open(line, from, to);
        json.beginObject();
        return record(type);
    }

    private LineReading record(String type) throws OddShape {
        RecordShape shape = shapes.get(type);
        LineReading reading;
        if (shape != null) {
            reading = new LineReading.Read(shape.read(elements));
        } else if (IRRELEVANT.contains(type)) {
            elements.rest();
            reading = new LineReading.Irrelevant(type);
        } else {
            throw OddShape.FOUND;
        }
        json.finish();
        return reading;
    }
}
