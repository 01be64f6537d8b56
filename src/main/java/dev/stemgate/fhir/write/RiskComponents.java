// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import dev.stemgate.model.Hazard;
import dev.stemgate.model.RiskProfile;
import dev.stemgate.model.TherapyOption;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Hazards and therapy options as components, after the criteria (EHR-NOTES, "What is written"). A hazard has its level as value,
 * an option what may reduce its effect; each says why in extensions {@code screening-reason}.
 */
final class RiskComponents {

    private static final Encoded UNDER = Extensions.url(Canonical.extension("screening-option-hazard"));
    private static final Encoded HAZARD = Extensions.url("hazard");
    private static final Map<Hazard.Level, Encoded> LEVELS = Encoded.each(Hazard.Level.class, RiskComponents::level);
    private static final Encoded WHY = Extensions.url("why");

    private RiskComponents() {}

    static void write(RiskProfile risks, FhirJson json) throws IOException {
        for (Hazard hazard : risks.hazards()) {
            write(hazard, json);
        }
        for (TherapyOption option : risks.options()) {
            write(option, risks.hazards(), json);
        }
    }

    private static void write(Hazard hazard, FhirJson json) throws IOException {
        json.object();
        json.list(Name.EXTENSION);
        Extensions.reasons(List.of(hazard.why()), json);
        json.endList();
        component(PublishedCode.hazard(hazard.id()), hazard.title(), PublishedCode.level(hazard.level()), json);
    }

    private static void write(TherapyOption option, List<Hazard> whateverTheOption, FhirJson json) throws IOException {
        json.object();
        json.list(Name.EXTENSION);
        Extensions.reasons(List.of(option.why()), json);
        Extensions.reasons(option.remarks(), json);
        for (Hazard hazard : option.hazards()) {
            under(hazard, whateverTheOption, json);
        }
        json.endList();
        component(PublishedCode.option(option.id()), option.title(), PublishedCode.efficacy(option.efficacy()), json);
    }

    /** The level under an option; it says why only where that differs from what the hazard's own component says. */
    private static void under(Hazard hazard, List<Hazard> whateverTheOption, FhirJson json) throws IOException {
        Extensions.begin(UNDER, json);
        Extensions.coding(HAZARD, PublishedCode.hazard(hazard.id()), json);
        json.members(LEVELS.get(hazard.level()));
        if (!whateverTheOption.contains(hazard)) {
            Extensions.plain(WHY, hazard.why(), json);
        }
        Extensions.end(json);
    }

    private static Encoded.Part level(Hazard.Level level) {
        return json -> Extensions.coding(Extensions.url("level"), PublishedCode.level(level), json);
    }

    /** What follows the extensions of a component that has begun, to its end. */
    private static void component(PublishedCode code, String title, PublishedCode value, FhirJson json)
            throws IOException {
        code.concept(Name.CODE, PlainText.of(title), json);
        value.concept(Name.VALUE_CODEABLE_CONCEPT, "", json);
        json.endObject();
    }
}
