// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What stands in every Observation alike, encoded once: members of an object, or members of a list. Thread-safe. */
final class Encoded {

    private final byte[] json;

    private Encoded(byte[] json) {
        this.json = json;
    }

    /** Writes to a text. */
    @FunctionalInterface
    interface Part {
        void write(FhirJson json) throws IOException;
    }

    static Encoded of(Part part) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        FhirJson json = new FhirJson(text);
        try {
            part.write(json);
            json.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be written", e);
        }
        return new Encoded(text.toByteArray());
    }

    /** In UTF-8. Not to be changed. */
    byte[] json() {
        return json;
    }
}
