// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import dev.stemgate.fhir.read.R4;
import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Fingerprint;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.Screening;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;

/**
 * Makes the one Observation that says what a screening found (EHR-NOTES, "What is written"; profile {@code
 * screening-observation}). The same screening, fingerprint, time and status give the same Observation. It is made as JSON, to the
 * byte what HAPI FHIR encodes; whoever needs a resource of HAPI FHIR gets what that JSON says (docs/adr/0021).
 */
public final class ScreeningObservation {

    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private ScreeningObservation() {}

    /**
     * The Observation without id, ready to be created or to be given the id of the one it replaces.
     *
     * @param issued when this version is made available; the evaluation date is in the screening
     * @param status {@code final} for the first version, {@code amended} for any later one
     */
    public static Observation of(
            Screening screening, Fingerprint fingerprint, Instant issued, ObservationStatus status) {
        return parsed(json(screening, fingerprint, issued, status));
    }

    static Observation parsed(byte[] json) {
        return R4.context().newJsonParser().parseResource(Observation.class, new ByteArrayInputStream(json));
    }

    /** The same as JSON in UTF-8. */
    static byte[] json(Screening screening, Fingerprint fingerprint, Instant issued, ObservationStatus status) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            write(screening, fingerprint, issued, status, text);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be written", e);
        }
        return text.toByteArray();
    }

    /** The same to a stream: there are Observations of megabytes. */
    static void write(
            Screening screening, Fingerprint fingerprint, Instant issued, ObservationStatus status, OutputStream out)
            throws IOException {
        FhirJson json = new FhirJson(out);
        ScreeningSummary summary = ScreeningSummary.of(screening);
        json.object();
        json.text(Name.RESOURCE_TYPE, "Observation");
        json.object(Name.META);
        json.texts(Name.PROFILE, Canonical.SCREENING_PROFILE);
        SecurityLabels.write(screening, json);
        json.endObject();
        json.object(Name.TEXT);
        json.text(Name.STATUS, "generated");
        json.text(Name.DIV, ScreeningNarrative.of(summary));
        json.endObject();
        json.list(Name.EXTENSION);
        ScreeningExtensions.write(screening, fingerprint, json);
        json.endList();
        identifier(ScreeningIdentity.of(screening), json);
        json.text(Name.STATUS, status.toCode());
        concept(Name.CATEGORY, PublishedCode.SURVEY, json);
        PublishedCode.SCREENING.concept(Name.CODE, PublishedCode.SCREENING.display(), json);
        RecordReference.versionless(screening.subject()).write(Name.SUBJECT, json);
        json.text(Name.EFFECTIVE_DATE_TIME, screening.asOf().toString());
        json.text(Name.ISSUED, INSTANT.format(issued));
        value(screening, json);
        interpret(screening.outcome(), json);
        json.list(Name.NOTE);
        json.object();
        json.text(Name.TEXT, summary.text());
        json.endObject();
        json.endList();
        String model = screening.model().id() + " " + screening.model().version();
        PublishedCode.METHOD.concept(Name.METHOD, model, json);
        json.members(ScreeningDevice.JSON);
        components(screening, json);
        json.endObject();
        json.flush();
    }

    static InstantType instant(Instant instant) {
        InstantType type = new InstantType();
        type.setTimeZoneZulu(true);
        type.setValue(Date.from(instant));
        return type;
    }

    private static void identifier(ScreeningIdentity identity, FhirJson json) throws IOException {
        json.list(Name.IDENTIFIER);
        json.object();
        json.text(Name.SYSTEM, Canonical.SCREENING_IDENTIFIER);
        json.text(Name.VALUE, identity.value());
        json.endObject();
        json.endList();
    }

    private static void value(Screening screening, FhirJson json) throws IOException {
        json.object(Name.VALUE_CODEABLE_CONCEPT);
        json.list(Name.CODING);
        PublishedCode.outcome(screening.outcome()).coding(json);
        if (!screening.qualifier().isEmpty()) {
            PublishedCode.qualifier(screening.qualifier()).coding(json);
        }
        json.endList();
        json.text(Name.TEXT, ScreeningSummary.outcome(screening));
        json.endObject();
    }

    /**
     * The nearest standard flags. {@code ND} is chosen over {@code NEG} because nothing found within what was read is not
     * a negative result; a screening that does not apply has no flag.
     */
    private static void interpret(Outcome outcome, FhirJson json) throws IOException {
        switch (outcome) {
            case CONTRAINDICATED -> flag("DET", "Detected", json);
            case INDETERMINATE -> flag("IND", "Indeterminate", json);
            case CAUTION -> flag("A", "Abnormal", json);
            case NO_CONTRAINDICATION_FOUND -> flag("ND", "Not detected", json);
            case NOT_APPLICABLE -> {
                // There is nothing to flag: no criterion was judged.
            }
        }
    }

    private static void flag(String code, String display, FhirJson json) throws IOException {
        concept(Name.INTERPRETATION, PublishedCode.interpretation(code, display), json);
    }

    private static void concept(Name name, PublishedCode only, FhirJson json) throws IOException {
        json.list(name);
        only.concept(json);
        json.endList();
    }

    /** None where screening does not apply. */
    private static void components(Screening screening, FhirJson json) throws IOException {
        if (screening.outcome() == Outcome.NOT_APPLICABLE) {
            return;
        }
        json.list(Name.COMPONENT);
        for (CriterionResult result : screening.criteria()) {
            CriterionComponent.write(result, json);
        }
        RiskComponents.write(screening.risks(), json);
        json.endList();
    }
}
