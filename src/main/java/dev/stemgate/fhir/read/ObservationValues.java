// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.model.Concept;
import dev.stemgate.model.ObservationFact.ReferenceRange;
import dev.stemgate.model.ObservationValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation.ObservationReferenceRangeComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;

/** {@code value[x]} and {@code referenceRange} of an Observation or of one of its components, as they were sent. */
final class ObservationValues {

    /** No measured value has more digits before or after its point; a number that does would only cost memory. */
    private static final int MOST_DIGITS = 40;

    private static final Set<String> NORMAL = Set.of("normal");

    private ObservationValues() {}

    /** @param absent {@code dataAbsentReason} */
    static ObservationValue value(Type value, CodeableConcept absent) {
        if (value instanceof Quantity quantity) {
            return quantity(quantity).<ObservationValue>map(read -> read).orElseGet(() -> empty(quantity, absent));
        }
        if (value instanceof CodeableConcept concept) {
            Concept read = Concepts.of(concept);
            return read.isEmpty() && absent.hasCoding()
                    ? new ObservationValue.Missing(Concepts.of(absent))
                    : new ObservationValue.Coded(read);
        }
        if (value instanceof StringType text && !Concepts.text(text.getValue()).isEmpty()) {
            return new ObservationValue.Text(Concepts.text(text.getValue()));
        }
        if (value instanceof BooleanType truth && truth.hasValue()) {
            return new ObservationValue.Truth(truth.booleanValue());
        }
        if (value instanceof IntegerType number && number.hasValue()) {
            return new ObservationValue.Quantity(
                    BigDecimal.valueOf(number.getValue()), ObservationValue.Comparator.EXACT, "", "", "");
        }
        if (value == null || value.isPrimitive() && !value.hasPrimitiveValue()) {
            return missing(value, absent);
        }
        return new ObservationValue.Other(value.fhirType());
    }

    /** Ranges that say what is normal; a therapeutic range, for instance of an INR under warfarin, says something else. */
    static List<ReferenceRange> ranges(List<ObservationReferenceRangeComponent> ranges) {
        return ranges.stream()
                .filter(ObservationValues::isNormal)
                .map(range -> List.of(quantity(range.getLow()), quantity(range.getHigh())))
                .filter(sides -> sides.stream().anyMatch(Optional::isPresent))
                .map(sides -> new ReferenceRange(sides.get(0), sides.get(1)))
                .toList();
    }

    private static boolean isNormal(ObservationReferenceRangeComponent range) {
        return !range.hasType()
                || range.getType().getCoding().stream()
                        .anyMatch(coding -> NORMAL.contains(Concepts.text(coding.getCode())));
    }

    private static Optional<ObservationValue.Quantity> quantity(Quantity quantity) {
        BigDecimal number = quantity.getValue();
        if (number == null || tooLong(number)) {
            return Optional.empty();
        }
        return Optional.of(new ObservationValue.Quantity(
                number,
                comparator(quantity),
                Concepts.text(quantity.getSystem()),
                Concepts.text(quantity.getCode()),
                Concepts.text(quantity.getUnit())));
    }

    private static ObservationValue empty(Quantity quantity, CodeableConcept absent) {
        return quantity.getValue() == null ? missing(quantity, absent) : new ObservationValue.Other("Quantity");
    }

    /** Why there is no value: {@code dataAbsentReason}, else the extension of that name on the value. */
    private static ObservationValue missing(Type value, CodeableConcept absent) {
        Concept reason = Concepts.of(absent);
        boolean said = !reason.isEmpty() || !reason.absentReason().isEmpty();
        return new ObservationValue.Missing(
                said || value == null
                        ? reason
                        : Concepts.absentReason(value)
                                .map(code -> new Concept(List.of(), "", code))
                                .orElse(reason));
    }

    private static boolean tooLong(BigDecimal number) {
        return number.scale() > MOST_DIGITS || (long) number.precision() - number.scale() > MOST_DIGITS;
    }

    private static ObservationValue.Comparator comparator(Quantity quantity) {
        if (quantity.getComparator() == null) {
            return ObservationValue.Comparator.EXACT;
        }
        return switch (quantity.getComparator()) {
            case LESS_THAN -> ObservationValue.Comparator.LESS;
            case LESS_OR_EQUAL -> ObservationValue.Comparator.LESS_OR_EQUAL;
            case GREATER_OR_EQUAL -> ObservationValue.Comparator.GREATER_OR_EQUAL;
            case GREATER_THAN -> ObservationValue.Comparator.GREATER;
            case NULL -> ObservationValue.Comparator.EXACT;
        };
    }
}
