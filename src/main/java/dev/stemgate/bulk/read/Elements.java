// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import dev.stemgate.model.DateRange;
import dev.stemgate.model.When;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The data types of FHIR R4 of which facts are made. Each method stands at the first token of a value and leaves at its last one.
 * Thread-confined.
 */
final class Elements {

    private static final Set<String> ABSENT_SYSTEMS = Set.of(
            "http://terminology.hl7.org/CodeSystem/data-absent-reason", "http://hl7.org/fhir/data-absent-reason");
    private static final int LONGEST_ID = 64;

    private final StrictTokens tokens;
    private final WordPool codes = new WordPool(false);
    private final WordPool words = new WordPool(true);
    private String lastPatient = "";

    Elements(StrictTokens tokens) {
        this.tokens = tokens;
    }

    StrictTokens tokens() {
        return tokens;
    }

    /** The name of the next element of the object that was begun, with its value begun too; empty at the object's end. */
    String nextName() throws IOException, OddShape {
        if (tokens.next() == JsonToken.END_OBJECT) {
            return "";
        }
        String name = tokens.parser().currentName();
        if (name.isEmpty()) {
            throw OddShape.FOUND;
        }
        tokens.next();
        return name;
    }

    void begin(JsonToken expected) throws OddShape {
        if (tokens.parser().currentToken() != expected) {
            throw OddShape.FOUND;
        }
    }

    /** True when another item begins in the array that was begun. */
    boolean nextItem() throws IOException, OddShape {
        return tokens.next() != JsonToken.END_ARRAY;
    }

    /** A code, a URI or an id: no blanks. */
    String code() throws IOException, OddShape {
        begin(JsonToken.VALUE_STRING);
        JsonParser parser = tokens.parser();
        return codes.word(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    }

    String text() throws IOException, OddShape {
        begin(JsonToken.VALUE_STRING);
        JsonParser parser = tokens.parser();
        return words.word(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    }

    /** Text that hardly comes twice, such as an identifier. */
    String plain() throws IOException, OddShape {
        begin(JsonToken.VALUE_STRING);
        JsonParser parser = tokens.parser();
        return words.checked(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    }

    boolean truth() throws OddShape {
        JsonToken token = tokens.parser().currentToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw OddShape.FOUND;
        }
        return token == JsonToken.VALUE_TRUE;
    }

    String id() throws IOException, OddShape {
        begin(JsonToken.VALUE_STRING);
        JsonParser parser = tokens.parser();
        return id(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    }

    DateRange date() throws IOException, OddShape {
        begin(JsonToken.VALUE_STRING);
        JsonParser parser = tokens.parser();
        return DateShape.range(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    }

    When.Dated dated() throws IOException, OddShape {
        return new When.Dated(date());
    }

    When.Span period() throws IOException, OddShape {
        begin(JsonToken.START_OBJECT);
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

    Concept concept() throws IOException, OddShape {
        begin(JsonToken.START_OBJECT);
        List<Code> codings = List.of();
        String text = "";
        for (String name = nextName(); !name.isEmpty(); name = nextName()) {
            switch (name) {
                case "coding" -> codings = codings();
                case "text" -> text = text();
                default -> throw OddShape.FOUND;
            }
        }
        if (codings.isEmpty() && text.isEmpty()) {
            throw OddShape.FOUND;
        }
        return new Concept(codings, text, "");
    }

    List<Concept> concepts() throws IOException, OddShape {
        begin(JsonToken.START_ARRAY);
        List<Concept> concepts = new ArrayList<>(2);
        while (nextItem()) {
            concepts.add(concept());
        }
        return notEmpty(concepts);
    }

    List<Code> codings() throws IOException, OddShape {
        begin(JsonToken.START_ARRAY);
        List<Code> codings = new ArrayList<>(2);
        while (nextItem()) {
            codings.add(coding());
        }
        return notEmpty(codings);
    }

    /** The id in a reference to a record of this type; any other reference is odd. */
    String reference(String prefix) throws IOException, OddShape {
        begin(JsonToken.VALUE_STRING);
        JsonParser parser = tokens.parser();
        char[] text = parser.getTextCharacters();
        int from = parser.getTextOffset();
        int length = parser.getTextLength();
        if (length <= prefix.length()) {
            throw OddShape.FOUND;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (text[from + i] != prefix.charAt(i)) {
                throw OddShape.FOUND;
            }
        }
        return id(text, from + prefix.length(), length - prefix.length());
    }

    /** The id of the Patient whose record it is; lines of one patient often stand together, so the last id is kept. */
    String patient() throws IOException, OddShape {
        begin(JsonToken.START_OBJECT);
        String id = "";
        for (String name = nextName(); !name.isEmpty(); name = nextName()) {
            switch (name) {
                case "reference" -> id = reference("Patient/");
                case "identifier" -> throw OddShape.FOUND;
                default -> tokens.skip();
            }
        }
        if (id.isEmpty()) {
            throw OddShape.FOUND;
        }
        if (!id.equals(lastPatient)) {
            lastPatient = id;
        }
        return lastPatient;
    }

    /** Every item of an array of objects; an element of one of these names makes it odd. */
    void skipUnless(String strange) throws IOException, OddShape {
        JsonToken token = tokens.parser().currentToken();
        if (token == JsonToken.START_OBJECT) {
            for (String name = nextName(); !name.isEmpty(); name = nextName()) {
                if (name.equals(strange)) {
                    throw OddShape.FOUND;
                }
                tokens.skip();
            }
        } else if (token == JsonToken.START_ARRAY) {
            while (nextItem()) {
                skipUnless(strange);
            }
        }
    }

    private Code coding() throws IOException, OddShape {
        begin(JsonToken.START_OBJECT);
        String system = "";
        String code = "";
        String display = "";
        for (String name = nextName(); !name.isEmpty(); name = nextName()) {
            switch (name) {
                case "system" -> system = code();
                case "code" -> code = code();
                case "display" -> display = text();
                case "version" -> text();
                case "userSelected" -> truth();
                default -> throw OddShape.FOUND;
            }
        }
        if (code.isEmpty() && display.isEmpty() || ABSENT_SYSTEMS.contains(system)) {
            throw OddShape.FOUND;
        }
        return new Code(system, code, display);
    }

    private static String id(char[] text, int from, int length) throws OddShape {
        if (length == 0 || length > LONGEST_ID) {
            throw OddShape.FOUND;
        }
        for (int i = from; i < from + length; i++) {
            char letter = text[i];
            boolean plain = letter >= 'a' && letter <= 'z'
                    || letter >= '0' && letter <= '9'
                    || letter >= 'A' && letter <= 'Z'
                    || letter == '-'
                    || letter == '.';
            if (!plain) {
                throw OddShape.FOUND;
            }
        }
        return new String(text, from, length);
    }

    private static <T> List<T> notEmpty(List<T> items) throws OddShape {
        if (items.isEmpty()) {
            throw OddShape.FOUND;
        }
        return items;
    }
}
