// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.spill;

import dev.stemgate.model.ObservationFact;
import dev.stemgate.model.ObservationFact.Component;
import dev.stemgate.model.ObservationFact.ReferenceRange;
import dev.stemgate.model.ObservationValue;
import java.math.BigDecimal;

/** Observations as bytes. */
final class ObservationBytes {

    private static final ObservationFact.Status[] STATUSES = ObservationFact.Status.values();
    private static final ObservationValue.Comparator[] COMPARATORS = ObservationValue.Comparator.values();

    private ObservationBytes() {}

    static void write(ByteSink out, ObservationFact fact) {
        Values.ref(out, fact.ref());
        Values.concept(out, fact.code());
        out.constant(fact.status());
        value(out, fact.value());
        Values.list(out, fact.interpretations(), Values::concept);
        Values.list(out, fact.referenceRanges(), ObservationBytes::range);
        Values.list(out, fact.components(), ObservationBytes::component);
        Values.optional(out, fact.effective(), Values::when);
        Values.optional(out, fact.issued(), Values::date);
        Values.list(out, fact.securityLabels(), Values::code);
    }

    static ObservationFact read(ByteSource in) {
        return new ObservationFact(
                Values.ref(in, "Observation"),
                Values.concept(in),
                in.constant(STATUSES),
                value(in),
                Values.list(in, Values::concept),
                Values.list(in, ObservationBytes::range),
                Values.list(in, ObservationBytes::component),
                Values.optional(in, Values::when),
                Values.optional(in, Values::date),
                Values.list(in, Values::code));
    }

    private static void component(ByteSink out, Component component) {
        Values.concept(out, component.code());
        value(out, component.value());
        Values.list(out, component.interpretations(), Values::concept);
        Values.list(out, component.referenceRanges(), ObservationBytes::range);
    }

    private static Component component(ByteSource in) {
        return new Component(
                Values.concept(in),
                value(in),
                Values.list(in, Values::concept),
                Values.list(in, ObservationBytes::range));
    }

    private static void range(ByteSink out, ReferenceRange range) {
        Values.optional(out, range.low(), ObservationBytes::quantity);
        Values.optional(out, range.high(), ObservationBytes::quantity);
    }

    private static ReferenceRange range(ByteSource in) {
        return new ReferenceRange(
                Values.optional(in, ObservationBytes::quantity), Values.optional(in, ObservationBytes::quantity));
    }

    private static void quantity(ByteSink out, ObservationValue.Quantity quantity) {
        out.text(quantity.number().toString());
        out.constant(quantity.comparator());
        out.text(quantity.unitSystem());
        out.text(quantity.unitCode());
        out.text(quantity.unitText());
    }

    private static ObservationValue.Quantity quantity(ByteSource in) {
        return new ObservationValue.Quantity(
                new BigDecimal(in.text()), in.constant(COMPARATORS), in.text(), in.text(), in.text());
    }

    private static void value(ByteSink out, ObservationValue value) {
        if (value instanceof ObservationValue.Quantity quantity) {
            out.number(0);
            quantity(out, quantity);
        } else if (value instanceof ObservationValue.Coded coded) {
            out.number(1);
            Values.concept(out, coded.concept());
        } else if (value instanceof ObservationValue.Text text) {
            out.number(2);
            out.text(text.text());
        } else if (value instanceof ObservationValue.Truth truth) {
            out.number(3);
            out.truth(truth.value());
        } else if (value instanceof ObservationValue.Other other) {
            out.number(4);
            out.text(other.type());
        } else if (value instanceof ObservationValue.Missing missing) {
            out.number(5);
            Values.concept(out, missing.reason());
        }
    }

    private static ObservationValue value(ByteSource in) {
        return switch (in.integer()) {
            case 0 -> quantity(in);
            case 1 -> new ObservationValue.Coded(Values.concept(in));
            case 2 -> new ObservationValue.Text(in.text());
            case 3 -> new ObservationValue.Truth(in.truth());
            case 4 -> new ObservationValue.Other(in.text());
            default -> new ObservationValue.Missing(Values.concept(in));
        };
    }
}
