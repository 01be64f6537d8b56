// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import java.math.BigDecimal;
import java.util.Objects;

/** The value of an Observation or of one of its components, extracted but not judged. */
public sealed interface ObservationValue {

    /**
     * A Quantity with the unit as it was sent.
     *
     * @param number the number, with the digits received
     * @param comparator how the number is meant
     * @param unitSystem system of the unit code, {@code http://unitsofmeasure.org} for UCUM; empty when missing
     * @param unitCode code of the unit; empty when missing
     * @param unitText the unit as people read it; empty when missing
     */
    record Quantity(BigDecimal number, Comparator comparator, String unitSystem, String unitCode, String unitText)
            implements ObservationValue {
        public Quantity {
            Objects.requireNonNull(number, "number");
            Objects.requireNonNull(comparator, "comparator");
            Objects.requireNonNull(unitSystem, "unitSystem");
            Objects.requireNonNull(unitCode, "unitCode");
            Objects.requireNonNull(unitText, "unitText");
        }
    }

    /** {@code valueCodeableConcept}. */
    record Coded(Concept concept) implements ObservationValue {
        public Coded {
            Objects.requireNonNull(concept, "concept");
        }
    }

    /** {@code valueString}; also a {@code valueInteger} has its own shape, {@link Quantity} without a unit. */
    record Text(String text) implements ObservationValue {
        public Text {
            Objects.requireNonNull(text, "text");
        }
    }

    /** {@code valueBoolean}. */
    record Truth(boolean value) implements ObservationValue {}

    /** A value of a type that no rule reads (Range, Ratio, SampledData, time, Period). */
    record Other(String type) implements ObservationValue {
        public Other {
            Objects.requireNonNull(type, "type");
        }
    }

    /**
     * No value.
     *
     * @param reason {@code dataAbsentReason}; an empty concept when not given
     */
    record Missing(Concept reason) implements ObservationValue {
        public Missing {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** {@code Quantity.comparator}. */
    enum Comparator {
        EXACT,
        LESS,
        LESS_OR_EQUAL,
        GREATER_OR_EQUAL,
        GREATER
    }
}
