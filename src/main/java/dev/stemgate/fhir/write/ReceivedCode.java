// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import dev.stemgate.model.Code;
import java.io.IOException;
import java.util.Arrays;

/**
 * A code that was received, in the parts that FHIR can carry: a system is an absolute URI, a code has no blanks but single ones inside,
 * and neither has control characters (FHIR R4, Data Types). What it cannot carry is kept as words.
 *
 * @param system empty when FHIR cannot carry it
 * @param code likewise
 * @param words the display of a coding, or the text of a concept without one; may be empty
 */
record ReceivedCode(String system, String code, String words) {

    private static final String[] SCHEMES = {"http://", "https://", "urn:oid:", "urn:uuid:", "urn:iso:", "urn:ietf:"};

    private static final boolean[] NOT_IN_A_URI = notInAUri();

    /** For a concept: the coding as received where FHIR can carry it whole, else all its parts as words. */
    static ReceivedCode whole(Code code) {
        String display = PlainText.of(code.display());
        return isAbsoluteUri(code.system()) && isCode(code.code())
                ? new ReceivedCode(code.system(), code.code(), display)
                : new ReceivedCode("", "", PlainText.of(String.join(" ", code.system(), code.code(), display)));
    }

    /** For a coding alone: the parts that FHIR can carry; the others become its display. */
    static ReceivedCode partly(Code code) {
        boolean system = isAbsoluteUri(code.system());
        boolean known = isCode(code.code());
        String display = PlainText.of(code.display());
        if (!system || !known) {
            display = PlainText.of(String.join(" ", system ? "" : code.system(), known ? "" : code.code(), display));
        }
        return new ReceivedCode(system ? code.system() : "", known ? code.code() : "", display);
    }

    boolean isEmpty() {
        return system.isEmpty() && code.isEmpty() && words.isEmpty();
    }

    /** As a Coding in a list. */
    void coding(FhirJson json) throws IOException {
        json.object();
        json.text(Name.SYSTEM, system);
        json.text(Name.CODE, code);
        json.text(Name.DISPLAY, words);
        json.endObject();
    }

    /** As a concept. */
    void concept(Name name, FhirJson json) throws IOException {
        json.object(name);
        if (system.isEmpty()) {
            json.text(Name.TEXT, words);
        } else {
            json.list(Name.CODING);
            coding(json);
            json.endList();
        }
        json.endObject();
    }

    private static boolean isAbsoluteUri(String text) {
        for (String scheme : SCHEMES) {
            if (text.startsWith(scheme)) {
                return text.length() > scheme.length() && hasOnlyUriCharacters(text);
            }
        }
        return false;
    }

    private static boolean hasOnlyUriCharacters(String text) {
        boolean ascii = true;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character >= NOT_IN_A_URI.length) {
                ascii = false;
            } else if (NOT_IN_A_URI[character]) {
                return false;
            }
        }
        return ascii || PlainText.isPlain(text);
    }

    private static boolean[] notInAUri() {
        boolean[] forbidden = new boolean[128];
        Arrays.fill(forbidden, 0, ' ' + 1, true);
        "<>\"{}|\\^`\u007F".chars().forEach(character -> forbidden[character] = true);
        return forbidden;
    }

    /** Whether it has characters, and no blanks but single ones between them. */
    private static boolean isCode(String text) {
        boolean blank = true;
        for (int i = 0; i < text.length(); i++) {
            boolean again = blank;
            blank = isBlank(text.charAt(i));
            if (again && blank) {
                return false;
            }
        }
        return !text.isBlank() && !blank && PlainText.isPlain(text);
    }

    /** What FHIR's regular expressions call white space. */
    private static boolean isBlank(char character) {
        return character == ' ' || character >= '\t' && character <= '\r';
    }
}
