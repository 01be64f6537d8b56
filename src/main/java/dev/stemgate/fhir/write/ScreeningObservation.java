// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import dev.stemgate.model.Fingerprint;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.Screening;
import java.time.Instant;
import java.util.Date;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;

/**
 * Makes the one Observation that says what a screening found (EHR-NOTES, "What is written"; profile {@code
 * screening-observation}). The same screening, fingerprint, time and status give the same Observation.
 */
public final class ScreeningObservation {

    private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category";
    private static final String INTERPRETATION = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";

    private ScreeningObservation() {}

    /**
     * The Observation without id, ready to be created or to be given the id of the one it replaces.
     *
     * @param issued when this version is made available; the evaluation date is in the screening
     * @param status {@code final} for the first version, {@code amended} for any later one
     */
    public static Observation of(
            Screening screening, Fingerprint fingerprint, Instant issued, ObservationStatus status) {
        Observation observation = head(screening, fingerprint, issued, status);
        components(screening).forEach(observation::addComponent);
        return observation;
    }

    /** The same without its components. */
    static Observation head(Screening screening, Fingerprint fingerprint, Instant issued, ObservationStatus status) {
        Observation observation = new Observation();
        observation.getMeta().addProfile(Canonical.SCREENING_PROFILE);
        SecurityLabels.carry(screening, observation.getMeta());
        ScreeningSummary summary = ScreeningSummary.of(screening);
        observation.setText(ScreeningNarrative.of(summary));
        ScreeningExtensions.of(screening, fingerprint).forEach(observation::addExtension);
        observation.addIdentifier(ScreeningIdentity.of(screening).identifier());
        observation.setStatus(status);
        observation.addCategory(new CodeableConcept(new Coding(CATEGORY, "survey", "Survey")));
        observation.setCode(new CodeableConcept(PublishedCode.screening()).setText("Stem-cell therapy screening"));
        observation.setSubject(RecordReference.versionless(screening.subject()));
        observation.setEffective(new DateTimeType(screening.asOf().toString()));
        observation.setIssuedElement(instant(issued));
        observation.setValue(value(screening));
        interpret(screening.outcome(), observation);
        observation.setMethod(new CodeableConcept(PublishedCode.method())
                .setText(screening.model().id() + " " + screening.model().version()));
        observation.setDevice(ScreeningDevice.reference());
        observation.addNote().setText(summary.text());
        return observation;
    }

    /** Its components, each made when it is asked for; none where screening does not apply. */
    static Stream<ObservationComponentComponent> components(Screening screening) {
        return screening.outcome() == Outcome.NOT_APPLICABLE
                ? Stream.empty()
                : Stream.concat(
                        screening.criteria().stream().map(CriterionComponent::of),
                        RiskComponents.of(screening.risks()).stream());
    }

    static InstantType instant(Instant instant) {
        InstantType type = new InstantType();
        type.setTimeZoneZulu(true);
        type.setValue(Date.from(instant));
        return type;
    }

    private static CodeableConcept value(Screening screening) {
        CodeableConcept value = new CodeableConcept(PublishedCode.outcome(screening.outcome()));
        if (!screening.qualifier().isEmpty()) {
            value.addCoding(PublishedCode.qualifier(screening.qualifier()));
        }
        return value.setText(ScreeningSummary.outcome(screening));
    }

    /**
     * The nearest standard flags. {@code ND} is chosen over {@code NEG} because nothing found within what was read is not
     * a negative result; a screening that does not apply has no flag.
     */
    private static void interpret(Outcome outcome, Observation observation) {
        switch (outcome) {
            case CONTRAINDICATED -> flag(observation, "DET", "Detected");
            case INDETERMINATE -> flag(observation, "IND", "Indeterminate");
            case CAUTION -> flag(observation, "A", "Abnormal");
            case NO_CONTRAINDICATION_FOUND -> flag(observation, "ND", "Not detected");
            case NOT_APPLICABLE -> {
                // There is nothing to flag: no criterion was judged.
            }
        }
    }

    private static void flag(Observation observation, String code, String display) {
        observation.addInterpretation(new CodeableConcept(new Coding(INTERPRETATION, code, display)));
    }
}
