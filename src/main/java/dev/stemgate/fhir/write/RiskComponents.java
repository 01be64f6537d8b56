// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import dev.stemgate.model.Hazard;
import dev.stemgate.model.RiskProfile;
import dev.stemgate.model.TherapyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.StringType;

/**
 * Hazards and therapy options as components, after the criteria (EHR-NOTES, "What is written"). A hazard has its level as value,
 * an option what may reduce its effect; each says why in extensions {@code screening-reason}.
 */
final class RiskComponents {

    private RiskComponents() {}

    static List<ObservationComponentComponent> of(RiskProfile risks) {
        List<ObservationComponentComponent> components = new ArrayList<>();
        risks.hazards().stream().map(RiskComponents::hazard).forEach(components::add);
        risks.options().stream().map(option -> option(option, risks.hazards())).forEach(components::add);
        return components;
    }

    private static ObservationComponentComponent hazard(Hazard hazard) {
        return component(
                PublishedCode.hazard(hazard.id()),
                hazard.title(),
                PublishedCode.level(hazard.level()),
                List.of(hazard.why()));
    }

    private static ObservationComponentComponent option(TherapyOption option, List<Hazard> whateverTheOption) {
        ObservationComponentComponent component = component(
                PublishedCode.option(option.id()),
                option.title(),
                PublishedCode.efficacy(option.efficacy()),
                Stream.concat(Stream.of(option.why()), option.remarks().stream())
                        .toList());
        option.hazards().stream()
                .map(hazard -> under(hazard, whateverTheOption))
                .forEach(component::addExtension);
        return component;
    }

    /** The level under an option; it says why only where that differs from what the hazard's own component says. */
    private static Extension under(Hazard hazard, List<Hazard> whateverTheOption) {
        Extension extension = new Extension(Canonical.extension("screening-option-hazard"));
        extension.addExtension(new Extension("hazard", PublishedCode.hazard(hazard.id())));
        extension.addExtension(new Extension("level", PublishedCode.level(hazard.level())));
        String why = PlainText.of(hazard.why());
        if (!why.isEmpty() && !whateverTheOption.contains(hazard)) {
            extension.addExtension(new Extension("why", new StringType(why)));
        }
        return extension;
    }

    private static ObservationComponentComponent component(
            Coding code, String title, Coding value, List<String> reasons) {
        ObservationComponentComponent component = new ObservationComponentComponent();
        component.setCode(new CodeableConcept(code).setText(PlainText.of(title)));
        component.setValue(new CodeableConcept(value));
        CriterionComponent.reasons(reasons).forEach(component::addExtension);
        return component;
    }
}
