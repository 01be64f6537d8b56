// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An Observation, extracted without judgement: whether a value is abnormal, and what that means, is for the rules (MODEL §3, Other).
 *
 * @param code what was observed
 * @param status status word; UNKNOWN also for a missing or illegal one
 * @param value {@code value[x]}, or why there is none
 * @param interpretations {@code interpretation}: the laboratory's own word, which goes before the number
 * @param referenceRanges {@code referenceRange} with a low or a high, in the order received
 * @param components {@code component}s, each with its own code and value
 * @param effective {@code effective[x]}
 * @param issued {@code issued} as the literal local date; used only where {@code effective} is missing
 * @param securityLabels {@code meta.security}
 */
public record ObservationFact(
        ResourceRef ref,
        Concept code,
        Status status,
        ObservationValue value,
        List<Concept> interpretations,
        List<ReferenceRange> referenceRanges,
        List<Component> components,
        Optional<When> effective,
        Optional<DateRange> issued,
        List<Code> securityLabels) {

    /** ObservationStatus of R4. */
    public enum Status {
        REGISTERED,
        PRELIMINARY,
        FINAL,
        AMENDED,
        CORRECTED,
        CANCELLED,
        ENTERED_IN_ERROR,
        UNKNOWN
    }

    /** One component of an Observation; its status and dates are those of the Observation. */
    public record Component(
            Concept code, ObservationValue value, List<Concept> interpretations, List<ReferenceRange> referenceRanges) {
        public Component {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(value, "value");
            interpretations = List.copyOf(interpretations);
            referenceRanges = List.copyOf(referenceRanges);
        }
    }

    /** The laboratory's normal range; at least one side is given. */
    public record ReferenceRange(Optional<ObservationValue.Quantity> low, Optional<ObservationValue.Quantity> high) {
        public ReferenceRange {
            Objects.requireNonNull(low, "low");
            Objects.requireNonNull(high, "high");
            if (low.isEmpty() && high.isEmpty()) {
                throw new IllegalArgumentException("a reference range has a low or a high");
            }
        }
    }

    public ObservationFact {
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(value, "value");
        interpretations = List.copyOf(interpretations);
        referenceRanges = List.copyOf(referenceRanges);
        components = List.copyOf(components);
        Objects.requireNonNull(effective, "effective");
        Objects.requireNonNull(issued, "issued");
        securityLabels = List.copyOf(securityLabels);
    }
}
