// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import dev.stemgate.model.Evidence;
import dev.stemgate.model.Finding;
import dev.stemgate.model.Gap;
import dev.stemgate.model.Hazard;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.Reading;
import dev.stemgate.model.TherapyOption;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * A code of ours, or one that a standard gives to what we say. The display of every one of our own is its code in words ({@code
 * no-contraindication-found}: "No contraindication found"); a test holds that equal to {@code fhir-profiles/}.
 *
 * @param system the URL of the code system, encoded
 * @param code the code
 * @param display empty where the words are the model's own: they stand in the text of the concept
 */
record PublishedCode(Encoded system, String code, String display) {

    private static final Encoded CRITERIA = own("screening-criterion");
    private static final Encoded HAZARDS = own("screening-hazard");
    private static final Encoded OPTIONS = own("screening-therapy-option");
    private static final Encoded CHECKS = own("screening-check");
    private static final Encoded QUALIFIERS = own("screening-qualifier");
    private static final Encoded INTERPRETATIONS =
            system("http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation");

    private static final Map<Outcome, PublishedCode> OUTCOMES = each(Outcome.class, "screening-outcome", Outcome::code);
    private static final Map<Finding, PublishedCode> FINDINGS = each(Finding.class, "screening-finding", Finding::code);
    private static final Map<Evidence.Weight, PublishedCode> WEIGHTS =
            each(Evidence.Weight.class, "evidence-weight", PublishedCode::code);
    private static final Map<Gap.Cause, PublishedCode> GAPS = each(Gap.Cause.class, "reading-gap", PublishedCode::code);
    private static final Map<Hazard.Level, PublishedCode> LEVELS =
            each(Hazard.Level.class, "screening-hazard-level", Hazard.Level::code);
    private static final Map<TherapyOption.Efficacy, PublishedCode> EFFICACIES =
            each(TherapyOption.Efficacy.class, "screening-efficacy", TherapyOption.Efficacy::code);

    static final PublishedCode SCREENING =
            new PublishedCode(own("screening"), "stem-cell-therapy-screening", "Stem-cell therapy screening");
    static final PublishedCode METHOD = worded(own("screening-method"), "contraindication-and-risk-model");
    static final PublishedCode SURVEY =
            new PublishedCode(system("http://terminology.hl7.org/CodeSystem/observation-category"), "survey", "Survey");
    static final PublishedCode NOT_PERFORMED = new PublishedCode(
            system("http://terminology.hl7.org/CodeSystem/data-absent-reason"), "not-performed", "Not Performed");

    private static final Encoded READINGS = own("reading-status");
    private static final PublishedCode COMPLETE = worded(READINGS, "complete");
    private static final PublishedCode INCOMPLETE = worded(READINGS, "incomplete");
    private static final PublishedCode NOT_SERVED = worded(READINGS, "not-served");
    private static final PublishedCode NOT_AVAILABLE = worded(READINGS, "not-available");

    static PublishedCode outcome(Outcome outcome) {
        return OUTCOMES.get(outcome);
    }

    static PublishedCode qualifier(String qualifier) {
        return worded(QUALIFIERS, qualifier);
    }

    static PublishedCode finding(Finding finding) {
        return FINDINGS.get(finding);
    }

    static PublishedCode weight(Evidence.Weight weight) {
        return WEIGHTS.get(weight);
    }

    static PublishedCode gap(Gap.Cause cause) {
        return GAPS.get(cause);
    }

    static PublishedCode criterion(String id) {
        return new PublishedCode(CRITERIA, id, "");
    }

    static PublishedCode hazard(String id) {
        return new PublishedCode(HAZARDS, id, "");
    }

    static PublishedCode option(String id) {
        return new PublishedCode(OPTIONS, id, "");
    }

    static PublishedCode check(String id) {
        return new PublishedCode(CHECKS, id, "");
    }

    static PublishedCode level(Hazard.Level level) {
        return LEVELS.get(level);
    }

    static PublishedCode efficacy(TherapyOption.Efficacy efficacy) {
        return EFFICACIES.get(efficacy);
    }

    /** One of HL7's flags. */
    static PublishedCode interpretation(String code, String display) {
        return new PublishedCode(INTERPRETATIONS, code, display);
    }

    static PublishedCode reading(Reading reading) {
        if (reading instanceof Reading.Complete) {
            return COMPLETE;
        }
        if (reading instanceof Reading.Incomplete) {
            return INCOMPLETE;
        }
        return reading instanceof Reading.NotServed ? NOT_SERVED : NOT_AVAILABLE;
    }

    static String words(String code) {
        String words = code.replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** As a Coding in a list. */
    void coding(FhirJson json) throws IOException {
        json.object();
        parts(json);
        json.endObject();
    }

    /** The parts of a Coding that has begun. */
    void parts(FhirJson json) throws IOException {
        json.members(system);
        json.text(Name.CODE, code);
        json.text(Name.DISPLAY, display);
    }

    /** As the one coding of a concept. */
    void concept(Name name, String text, FhirJson json) throws IOException {
        json.object(name);
        conceptParts(text, json);
    }

    /** Likewise, in a list. */
    void concept(FhirJson json) throws IOException {
        json.object();
        conceptParts("", json);
    }

    private void conceptParts(String text, FhirJson json) throws IOException {
        json.list(Name.CODING);
        coding(json);
        json.endList();
        json.text(Name.TEXT, text);
        json.endObject();
    }

    private static PublishedCode worded(Encoded system, String code) {
        return new PublishedCode(system, code, words(code));
    }

    private static <E extends Enum<E>> Map<E, PublishedCode> each(
            Class<E> type, String codeSystem, Function<E, String> code) {
        Encoded system = own(codeSystem);
        Map<E, PublishedCode> codes = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            codes.put(constant, worded(system, code.apply(constant)));
        }
        return codes;
    }

    private static Encoded own(String codeSystem) {
        return system(Canonical.codeSystem(codeSystem));
    }

    private static Encoded system(String url) {
        return Encoded.of(json -> json.text(Name.SYSTEM, url));
    }

    private static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
