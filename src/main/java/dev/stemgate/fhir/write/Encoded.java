// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

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

    /** For each constant what it is written as. */
    static <E extends Enum<E>> Map<E, Encoded> each(Class<E> type, Function<E, Part> part) {
        Map<E, Encoded> all = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            all.put(constant, of(part.apply(constant)));
        }
        return all;
    }

    /** In UTF-8. Not to be changed. */
    byte[] json() {
        return json;
    }
}
