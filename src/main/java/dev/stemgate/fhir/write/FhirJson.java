// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A JSON text of FHIR that is written piece by piece, in UTF-8 without blanks, escaped as HAPI FHIR escapes it. What is empty is left
 * out, since FHIR knows no empty text and no empty list. Nothing but a buffer is in memory. {@link #flush} is the end of a text. For one
 * text; not thread-safe.
 */
final class FhirJson {

    private static final int BUFFER = 1 << 13;

    private static final int LONGEST_ESCAPE = 6;

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    /** For each byte: 0 when it stands for itself, a letter when it is escaped with that letter, 'u' when with its number. */
    private static final byte[] ESCAPES = escapes();

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private int end;
    private boolean first = true;
    private Name unopened = Name.NONE;

    FhirJson(OutputStream out) {
        this.out = out;
    }

    /** Begins an object in a list, or the whole text. */
    void object() throws IOException {
        next();
        put('{');
        first = true;
    }

    /** Begins an object as part of another. */
    void object(Name name) throws IOException {
        next();
        bytes(name.json());
        put('{');
        first = true;
    }

    void endObject() throws IOException {
        put('}');
        first = false;
    }

    /** Begins a list of objects; it is left out when it ends without any. */
    void list(Name name) {
        unopened = name;
    }

    void endList() throws IOException {
        if (unopened == Name.NONE) {
            put(']');
            first = false;
        }
        unopened = Name.NONE;
    }

    /** A text as part of an object; left out when it is empty. */
    void text(Name name, String text) throws IOException {
        if (!text.isEmpty()) {
            next();
            bytes(name.json());
            string(text);
        }
    }

    /** A list of one text. */
    void texts(Name name, String only) throws IOException {
        next();
        bytes(name.json());
        put('[');
        string(only);
        put(']');
    }

    void number(Name name, int number) throws IOException {
        next();
        bytes(name.json());
        bytes(Integer.toString(number).getBytes(StandardCharsets.US_ASCII));
    }

    /** Members of an object, or of a list, that were encoded before. */
    void members(Encoded members) throws IOException {
        next();
        bytes(members.json());
    }

    /** Hands everything on to the stream. */
    void flush() throws IOException {
        out.write(buffer, 0, end);
        end = 0;
    }

    /** What stands between the last member and the next. */
    private void next() throws IOException {
        if (unopened != Name.NONE) {
            open();
        } else if (!first) {
            put(',');
        }
        first = false;
    }

    private void open() throws IOException {
        Name list = unopened;
        unopened = Name.NONE;
        next();
        bytes(list.json());
        put('[');
    }

    private void string(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        put('"');
        int written = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte escape = ESCAPES[bytes[i] & 0xFF];
            if (escape != 0) {
                bytes(bytes, written, i);
                escaped(bytes[i], escape);
                written = i + 1;
            }
        }
        bytes(bytes, written, bytes.length);
        put('"');
    }

    private void escaped(byte character, byte escape) throws IOException {
        room(LONGEST_ESCAPE);
        octet('\\');
        octet(escape);
        if (escape == 'u') {
            octet('0');
            octet('0');
            octet(HEX[character >> 4]);
            octet(HEX[character & 0xF]);
        }
    }

    private void bytes(byte[] bytes) throws IOException {
        bytes(bytes, 0, bytes.length);
    }

    private void bytes(byte[] bytes, int from, int to) throws IOException {
        int length = to - from;
        room(length);
        if (length > BUFFER) {
            out.write(bytes, from, length);
            return;
        }
        System.arraycopy(bytes, from, buffer, end, length);
        end += length;
    }

    private void put(char character) throws IOException {
        room(1);
        octet(character);
    }

    private void room(int bytes) throws IOException {
        if (BUFFER - end < bytes) {
            flush();
        }
    }

    private void octet(int octet) {
        buffer[end++] = (byte) octet;
    }

    private static byte[] escapes() {
        byte[] escapes = new byte[256];
        for (int control = 0; control < ' '; control++) {
            escapes[control] = 'u';
        }
        escapes['\b'] = 'b';
        escapes['\t'] = 't';
        escapes['\n'] = 'n';
        escapes['\f'] = 'f';
        escapes['\r'] = 'r';
        escapes['"'] = '"';
        escapes['\\'] = '\\';
        return escapes;
    }
}
