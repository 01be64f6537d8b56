// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.model.ObservationFact;
import dev.stemgate.model.ObservationFact.Component;
import dev.stemgate.model.ObservationFact.Status;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;

/** Observation to facts. Extracts, and judges nothing: whether a value is abnormal is for the rules. */
final class ObservationMapper {

    private ObservationMapper() {}

    static ObservationFact fact(Observation observation) {
        return new ObservationFact(
                References.refOf(observation),
                Concepts.of(observation.getCode()),
                observation.getStatus() != null
                        ? EnumWords.of(Status.class, observation.getStatus().toCode())
                                .orElse(Status.UNKNOWN)
                        : Status.UNKNOWN,
                ObservationValues.value(observation.getValue(), observation.getDataAbsentReason()),
                Concepts.all(observation.getInterpretation()),
                ObservationValues.ranges(observation.getReferenceRange()),
                observation.getComponent().stream()
                        .map(ObservationMapper::component)
                        .toList(),
                Times.when(observation.getEffective()),
                FhirDates.of(observation.getIssuedElement()),
                Concepts.labels(observation.getMeta()));
    }

    private static Component component(ObservationComponentComponent component) {
        return new Component(
                Concepts.of(component.getCode()),
                ObservationValues.value(component.getValue(), component.getDataAbsentReason()),
                Concepts.all(component.getInterpretation()),
                ObservationValues.ranges(component.getReferenceRange()));
    }
}
