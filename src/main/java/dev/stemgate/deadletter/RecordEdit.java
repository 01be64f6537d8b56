// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How a record is corrected: by single elements, or by another record in its place. */
public sealed interface RecordEdit {

    /**
     * Sets elements.
     *
     * @param values by path: a JSON pointer ({@code /onsetDateTime}, {@code /code/coding/0/code}) or a FHIR path
     *     ({@code Condition.code.coding[0].code}). A value that begins with <code>{</code>, <code>[</code> or a quotation mark is JSON, and so
     *     is what follows {@code json:}; {@code null} and the empty value take the element away; else it is a text, or a number or
     *     truth value where one stands there already. Personal data
     */
    record Elements(Map<String, String> values) implements RecordEdit {
        public Elements {
            if (values.isEmpty()) {
                throw new IllegalArgumentException("a correction changes something");
            }
            values = new LinkedHashMap<>(values);
        }

        @Override
        public Map<String, String> values() {
            return new LinkedHashMap<>(values);
        }

        /** Without the values. */
        @Override
        public String toString() {
            return "Elements" + List.copyOf(values.keySet());
        }
    }

    /** Replaces the whole record. @param bytes personal data */
    record Whole(byte[] bytes) implements RecordEdit {
        public Whole {
            Objects.requireNonNull(bytes, "bytes");
            bytes = bytes.clone();
        }

        @Override
        public byte[] bytes() {
            return bytes.clone();
        }

        /** Without the bytes. */
        @Override
        public String toString() {
            return "Whole[" + bytes.length + " bytes]";
        }
    }
}
