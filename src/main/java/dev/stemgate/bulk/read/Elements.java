// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import dev.stemgate.model.DateRange;
import dev.stemgate.model.When;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The data types of FHIR R4 of which facts are made. Each method stands at the first byte of a value and leaves behind its
 * last one. Thread-confined.
 */
final class Elements {

    private static final String PATIENT = "Patient/";

    private final StrictJson json;
    private final WordPool codes = new WordPool(false);
    private final WordPool words = new WordPool(true);
    private final DateShape dates = new DateShape();
    private final ConceptShape shape = new ConceptShape();
    private final Memory<Concept> concepts = new Memory<>(24, 96, 10);
    private final Memory<Boolean> skipped = new Memory<>(24, 96, 8);
    private final Memory<DateRange> knownDates = new Memory<>(0, 24, 6);
    private final Memory<String> patients = new Memory<>(24, 48, 4);
    private final Holes holes = new Holes();
    private String latest = "";

    Elements(StrictJson json) {
        this.json = json;
    }

    StrictJson json() {
        return json;
    }

    /** Where the line that is being read may differ from another one of its pattern. */
    Holes holes() {
        return holes;
    }

    void beginObject() throws OddShape {
        json.beginObject();
    }

    void beginArray() throws OddShape {
        json.beginArray();
    }

    /** The name of the next element of the object that was begun; empty at the object's end. */
    String nextName() throws OddShape {
        latest = json.nextName();
        return latest;
    }

    /** True when another item begins in the array that was begun. */
    boolean nextItem() throws OddShape {
        return json.nextItem();
    }

    /** Goes past a value that says nothing to a screening. */
    void skip() throws OddShape {
        if (holes.areWanted()) {
            holes.skip(this, latest);
            return;
        }
        byte first = json.first();
        if (first != '{' && first != '[') {
            json.skip();
            return;
        }
        int from = json.at();
        if (skipped.find(json) == null) {
            json.skip();
            skipped.keep(json, from, Boolean.TRUE);
        }
    }

    /** Goes past the rest of the object that was begun. */
    void rest() throws OddShape {
        while (!nextName().isEmpty()) {
            skip();
        }
    }

    void skipString() throws OddShape {
        json.string();
    }

    void skipObject() throws OddShape {
        skip('{');
    }

    void skipArray() throws OddShape {
        skip('[');
    }

    private void skip(char bracket) throws OddShape {
        if (json.first() != bracket) {
            throw OddShape.FOUND;
        }
        skip();
    }

    /** A code, a URI or an id: no blanks. */
    String code() throws OddShape {
        json.string();
        return codes.word(json);
    }

    String text() throws OddShape {
        json.string();
        return words.word(json);
    }

    /** Text that hardly comes twice, such as an identifier. */
    String plain() throws OddShape {
        json.string();
        return words.checked(json);
    }

    boolean truth() throws OddShape {
        return json.truth();
    }

    String id() throws OddShape {
        json.string();
        holes.add(Hole.ID, json.from(), json.to());
        return IdShape.id(json.bytes(), json.from(), json.to());
    }

    /** Reads a number, which then stands as in {@link StrictJson#number}, and of which nothing but the number is taken. */
    void number() throws OddShape {
        json.number();
        holes.number(json);
    }

    DateRange date() throws OddShape {
        int from = json.at();
        DateRange known = holes.areWanted() ? null : knownDates.find(json);
        if (known != null) {
            return known;
        }
        json.string();
        holes.date(json);
        DateRange date = dates.range(json.bytes(), json.from(), json.to());
        knownDates.keep(json, from, date);
        return date;
    }

    When.Dated dated() throws OddShape {
        return new When.Dated(date());
    }

    When.Span period() throws OddShape {
        beginObject();
        DateRange start = null;
        DateRange end = null;
        for (String name = nextName(); !name.isEmpty(); name = nextName()) {
            switch (name) {
                case "start" -> start = date();
                case "end" -> end = date();
                default -> throw OddShape.FOUND;
            }
        }
        if (start == null && end == null) {
            throw OddShape.FOUND;
        }
        return new When.Span(Optional.ofNullable(start), Optional.ofNullable(end));
    }

    Concept concept() throws OddShape {
        int from = json.at();
        Concept known = knownConcept();
        if (known != null) {
            return known;
        }
        Concept concept = shape.concept(this);
        concepts.keep(json, from, concept);
        return concept;
    }

    /** A concept that is the value of an Observation. */
    Concept answer() throws OddShape {
        int from = json.at();
        Concept answer = concept();
        holes.add(Hole.ANSWER, from, json.at());
        return answer;
    }

    /** Goes past a concept that was read before, and gives it; null where none stands here. */
    Concept knownConcept() {
        return concepts.find(json);
    }

    List<Concept> concepts() throws OddShape {
        beginArray();
        List<Concept> concepts = new ArrayList<>(2);
        while (nextItem()) {
            concepts.add(concept());
        }
        return ConceptShape.notEmpty(concepts);
    }

    List<Code> codings() throws OddShape {
        return shape.codings(this);
    }

    /** The id in a reference to a record of this type; any other reference is odd. */
    String reference(String prefix) throws OddShape {
        json.string();
        return IdShape.reference(prefix, json.bytes(), json.from(), json.to());
    }

    /** The id of the Patient whose record it is; lines of one patient often stand together. */
    String patient() throws OddShape {
        int from = json.at();
        String known = holes.areWanted() ? null : patients.find(json);
        if (known != null) {
            return known;
        }
        String id = freshPatient();
        patients.keep(json, from, id);
        return id;
    }

    private String freshPatient() throws OddShape {
        beginObject();
        String id = "";
        for (String name = nextName(); !name.isEmpty(); name = nextName()) {
            switch (name) {
                case "reference" -> {
                    id = reference(PATIENT);
                    holes.add(Hole.PATIENT, json.from() + PATIENT.length(), json.to());
                }
                case "identifier" -> throw OddShape.FOUND;
                default -> skip();
            }
        }
        if (id.isEmpty()) {
            throw OddShape.FOUND;
        }
        return id;
    }

    /** Every item of an array of objects; an element of one of these names makes it odd. */
    void skipUnless(String strange) throws OddShape {
        byte first = json.first();
        if (first == '{') {
            beginObject();
            for (String name = nextName(); !name.isEmpty(); name = nextName()) {
                if (name.equals(strange)) {
                    throw OddShape.FOUND;
                }
                skip();
            }
        } else if (first == '[') {
            beginArray();
            while (nextItem()) {
                skipUnless(strange);
            }
        } else {
            skip();
        }
    }
}
