// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import com.fasterxml.jackson.core.JsonToken;
import dev.stemgate.bulk.record.LineReader;
import dev.stemgate.bulk.record.LineReading;
import java.io.IOException;
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

    private final StrictTokens tokens = new StrictTokens();
    private final Elements elements = new Elements(tokens);
    private final Utf8 utf8 = new Utf8();
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
        if (to - from < StrictTokens.LONGEST_STRING && isPlain(line, from, to)) {
            try {
                return stream(line, from, to);
            } catch (OddShape odd) {
                // The exact reader says what it is.
            } catch (IOException notJson) {
                // As above: it gives the reason for the dead letter.
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

    private boolean isPlain(byte[] line, int from, int to) {
        return to - from > 2 && line[from] == '{' && line[from + 1] != 0 && utf8.isWellFormed(line, from, to);
    }

    private LineReading stream(byte[] line, int from, int to) throws IOException, OddShape {
        tokens.open(line, from, to);
        try {
            tokens.next(JsonToken.START_OBJECT);
            if (!elements.nextName().equals("resourceType")) {
                tokens.close();
                return later(line, from, to);
            }
            return record(elements.code());
        } finally {
            tokens.close();
        }
    }

    /** The type does not come first: it is looked for, and the line is read once more. */
    private LineReading later(byte[] line, int from, int to) throws IOException, OddShape {
        tokens.open(line, from, to);
        tokens.next(JsonToken.START_OBJECT);
        String type = "";
        for (String name = elements.nextName(); !name.isEmpty() && type.isEmpty(); name = elements.nextName()) {
            if (name.equals("resourceType")) {
                type = elements.code();
            } else {
                tokens.skip();
            }
        }
        tokens.close();
        tokens.open(line, from, to);
        tokens.next(JsonToken.START_OBJECT);
        return record(type);
    }

    private LineReading record(String type) throws IOException, OddShape {
        RecordShape shape = shapes.get(type);
        LineReading reading;
        if (shape != null) {
            reading = new LineReading.Read(shape.read(elements));
        } else if (IRRELEVANT.contains(type)) {
            while (!elements.nextName().isEmpty()) {
                tokens.skip();
            }
            reading = new LineReading.Irrelevant(type);
        } else {
            throw OddShape.FOUND;
        }
        if (tokens.next() != null) {
            throw OddShape.FOUND;
        }
        return reading;
    }
}
