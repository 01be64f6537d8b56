// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import dev.stemgate.model.Concept;
import dev.stemgate.model.ObservationFact.Component;
import dev.stemgate.model.ObservationFact.ReferenceRange;
import dev.stemgate.model.ObservationValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an Observation and each of its components have alike: what was observed, and the value. */
final class ObservedShape {

    private Concept code;
    private ObservationValue value;
    private Concept absent;
    private List<Concept> interpretations;
    private List<ReferenceRange> ranges;

    void clear() {
        code = Concept.nothing();
        value = null;
        absent = Concept.nothing();
        interpretations = List.of();
        ranges = List.of();
    }

    boolean element(String name, Elements in) throws OddShape {
        switch (name) {
            case "code" -> code = in.concept();
            case "valueQuantity" -> value = RecordShape.once(value, Quantities.read(in));
            case "valueCodeableConcept" -> value = RecordShape.once(value, new ObservationValue.Coded(in.answer()));
            case "valueString" -> value = RecordShape.once(value, new ObservationValue.Text(in.text()));
            case "valueBoolean" -> value = RecordShape.once(value, new ObservationValue.Truth(in.truth()));
            case "valueInteger" -> value = RecordShape.once(value, whole(Quantities.count(in)));
            case "dataAbsentReason" -> absent = in.concept();
            case "interpretation" -> interpretations = in.concepts();
            case "referenceRange" -> ranges(in);
            default -> {
                if (name.startsWith("value")) {
                    throw OddShape.FOUND;
                }
                return false;
            }
        }
        return true;
    }

    Component component() {
        return new Component(
                code, value == null ? new ObservationValue.Missing(absent) : value, interpretations, ranges);
    }

    private static ObservationValue whole(int number) {
        return new ObservationValue.Quantity(BigDecimal.valueOf(number), ObservationValue.Comparator.EXACT, "", "", "");
    }

    private void ranges(Elements in) throws OddShape {
        in.beginArray();
        ranges = new ArrayList<>(2);
        while (in.nextItem()) {
            in.beginObject();
            ObservationValue.Quantity low = null;
            ObservationValue.Quantity high = null;
            for (String name = in.nextName(); !name.isEmpty(); name = in.nextName()) {
                switch (name) {
                    case "low" -> low = Quantities.read(in);
                    case "high" -> high = Quantities.read(in);
                    case "type", "meaning" -> throw OddShape.FOUND;
                    default -> in.skip();
                }
            }
            if (low == null && high == null) {
                throw OddShape.FOUND;
            }
            ranges.add(new ReferenceRange(Optional.ofNullable(low), Optional.ofNullable(high)));
        }
    }
}
