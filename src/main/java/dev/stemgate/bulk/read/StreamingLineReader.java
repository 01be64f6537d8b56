// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import dev.stemgate.bulk.record.BulkRecord;
import dev.stemgate.bulk.record.LineReader;
import dev.stemgate.bulk.record.LineReading;
import dev.stemgate.bulk.record.RecordFact;
import dev.stemgate.bulk.record.Slice;
import dev.stemgate.bulk.record.Subject;
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
    private final LinePatterns patterns;
    private final LineReader exact;
    private final Silencing silence;
    private long lines;
    private long exactly;

    private boolean looked;
    private LineReading ahead;
    private int aheadFrom;
    private int aheadTo;

    /** @param exact the typed path */
    public StreamingLineReader(LineReader exact, Silencing silence) {
        this.exact = exact;
        this.silence = silence;
        this.patterns = new LinePatterns(elements, silence);
    }

    /**
     * Where the line end stands of the line that begins here, if the line is of a pattern that is known; negative where it is not, or not
     * all of it is here. That line is to be read next, and is then already known.
     */
    public int lineEnd(byte[] buffer, int from, int to) {
        json.open(buffer, from, to);
        ahead = patterns.read(json, false);
        looked = true;
        if (ahead == null || patterns.end() - from >= StrictJson.LONGEST_STRING) {
            ahead = null;
            return -1;
        }
        aheadFrom = from;
        aheadTo = patterns.end();
        return buffer[aheadTo] == '\n' ? aheadTo : aheadTo + 1;
    }

    @Override
    public LineReading read(byte[] line, int from, int to) {
        lines++;
        if (to - from < StrictJson.LONGEST_STRING) {
            LineReading known = known(line, from, to);
            if (known != null) {
                return known;
            }
            try {
                LineReading reading = silenced(stream(line, from, to));
                learn(line, from, to, reading);
                return reading;
            } catch (OddShape odd) {
                // The exact reader says what it is.
            }
        }
        exactly++;
        return silenced(exact.read(line, from, to));
    }

    /** What a line says that is of a known pattern; null where it is of none. */
    private LineReading known(byte[] line, int from, int to) {
        if (looked) {
            looked = false;
            return from == aheadFrom && to == aheadTo ? ahead : null;
        }
        json.open(line, from, to);
        return patterns.read(json, true);
    }

    private LineReading silenced(LineReading reading) {
        if (!(reading instanceof LineReading.Read read) || !(read.record() instanceof BulkRecord.Clinical clinical)) {
            return reading;
        }
        RecordFact fact = silence.of(clinical.fact());
        if (fact == clinical.fact()) {
            return reading;
        }
        if (clinical.subject() instanceof Subject.ById subject
                && !fact.ref().id().isEmpty()) {
            return new LineReading.Silent(
                    fact.kind(), Slice.of(fact.ref().id()), fact.ref().version(), Slice.of(subject.patientId()));
        }
        return new LineReading.Read(new BulkRecord.Clinical(fact, clinical.subject()));
    }

    /** A line of a known pattern is not known as long as a value of it was never read. */
    private boolean isKnownNow(byte[] line, int from, int to) {
        json.open(line, from, to);
        return patterns.read(json, true) != null;
    }

    /** Reads the line once more, to note where another one of its pattern may differ. */
    private void learn(byte[] line, int from, int to, LineReading reading) {
        boolean saysNothing = reading instanceof LineReading.Silent || reading instanceof LineReading.Irrelevant;
        if (!saysNothing || !patterns.wants(to - from) || isKnownNow(line, from, to)) {
            return;
        }
        Holes holes = elements.holes();
        holes.begin();
        try {
            stream(line, from, to);
            patterns.learn(line, from, to, holes.places(), reading);
        } catch (OddShape odd) {
            // It holds a known value deeper than one is read anew: such a line is no pattern.
        } finally {
            holes.end();
        }
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
