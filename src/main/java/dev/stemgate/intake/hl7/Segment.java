// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.Type;
import ca.uhn.hl7v2.util.Terser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One segment of a message. Fields, components and subcomponents are counted from 1, as the standard counts them. What is empty and
 * what says {@code ""} (delete) reads as empty text; {@link #deletes} tells them apart. Confined to one thread, as HAPI's model is.
 */
final class Segment {

    /** What a sender writes to say that a value is to be deleted (HL7 v2.5.1, 2.5.3.2). */
    static final String NULL = "\"\"";

    private final ca.uhn.hl7v2.model.Segment parsed;
    private final int ordinal;

    Segment(ca.uhn.hl7v2.model.Segment parsed, int ordinal) {
        this.parsed = parsed;
        this.ordinal = ordinal;
    }

    String name() {
        return parsed.getName();
    }

    /** Name and number among its equals, for instance {@code DG1-2}: where it stands in the message. */
    String place() {
        return name() + "-" + ordinal;
    }

    /** First component of the first repetition. */
    String text(int field) {
        return text(field, 1);
    }

    String text(int field, int component) {
        return element(field).text(component);
    }

    /** The first repetition of a field. */
    Element element(int field) {
        return new Element(field, 0);
    }

    /** Every repetition of a field that holds anything. */
    List<Element> repetitions(int field) {
        List<Element> all = new ArrayList<>();
        for (int i = 0; i < count(field); i++) {
            Element element = new Element(field, i);
            if (!element.isEmpty()) {
                all.add(element);
            }
        }
        return all;
    }

    /** Every word of a field, whatever separators stand in it. */
    String words(int field) {
        return repetitions(field).stream().map(Element::words).collect(Collectors.joining(" "));
    }

    /** True when the sender says that the field's value is to be deleted. */
    boolean deletes(int field) {
        return NULL.equals(element(field).raw(1, 1));
    }

    private int count(int field) {
        try {
            return field <= parsed.numFields() ? parsed.getField(field).length : 0;
        } catch (HL7Exception impossible) {
            throw new IllegalStateException("a generic segment has every field", impossible);
        }
    }

    /** One repetition of a field. */
    final class Element {

        private final int field;
        private final int repetition;

        private Element(int field, int repetition) {
            this.field = field;
            this.repetition = repetition;
        }

        String text(int component) {
            return text(component, 1);
        }

        String text(int component, int subcomponent) {
            String raw = raw(component, subcomponent);
            return NULL.equals(raw) ? "" : raw.strip();
        }

        /** All subcomponents of a component: a text in which somebody forgot to escape the separator loses no word. */
        String words(int component) {
            return IntStream.rangeClosed(1, subcomponents(component))
                    .mapToObj(sub -> text(component, sub))
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(" & "));
        }

        /** All components: for fields that are one text. */
        String words() {
            return IntStream.rangeClosed(1, components())
                    .mapToObj(this::words)
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(" "));
        }

        boolean isEmpty() {
            return words().isEmpty();
        }

        private int components() {
            return type().map(Terser::numComponents).orElse(0);
        }

        private int subcomponents(int component) {
            return type().map(type -> Terser.numSubComponents(type, component)).orElse(0);
        }

        private Optional<Type> type() {
            if (repetition >= count(field)) {
                return Optional.empty();
            }
            try {
                return Optional.of(parsed.getField(field, repetition));
            } catch (HL7Exception impossible) {
                throw new IllegalStateException("a generic segment has every field", impossible);
            }
        }

        private String raw(int component, int subcomponent) {
            if (repetition >= count(field)) {
                return "";
            }
            try {
                String value = Terser.get(parsed, field, repetition, component, subcomponent);
                return value == null ? "" : value;
            } catch (HL7Exception impossible) {
                throw new IllegalStateException("a generic segment has every field", impossible);
            }
        }
    }
}
