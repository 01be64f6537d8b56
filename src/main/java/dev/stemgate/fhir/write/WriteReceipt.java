// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryResponseComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.IdType;

/**
 * What the EHR did with our Observation.
 *
 * @param observationId logical id, without type or version
 * @param version the version now current; empty when the server named none
 * @param etag the entity tag for a later If-Match, {@code W/"3"}; empty when the server named none
 * @param effect what happened
 */
public record WriteReceipt(String observationId, String version, String etag, Effect effect) {

    private static final Pattern STATUS = Pattern.compile("\\s*(\\d{3})(\\s.*)?", Pattern.DOTALL);
    private static final Pattern ETAG = Pattern.compile("\\s*(?:W/)?\"?([A-Za-z0-9\\-.]{1,64})\"?\\s*");

    /** What a write did. */
    public enum Effect {
        /** A first version was written. */
        CREATED,
        /** A new version replaced the prior one. */
        UPDATED,
        /**
         * A conditional create found one: nothing of ours was written. The caller reads it, compares, and writes again over it
         * where it says something else.
         */
        ALREADY_THERE
    }

    public WriteReceipt {
        Objects.requireNonNull(observationId, "observationId");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(etag, "etag");
        Objects.requireNonNull(effect, "effect");
    }

    /** {@code Observation/123}. */
    public String reference() {
        return "Observation/" + observationId;
    }

    /**
     * Reads the answer to a transaction of {@link WriteBack}. Whether something was created is told by the status of the
     * entry (trap 29), not by the client library.
     *
     * @param request the transaction that was sent; its first entry is the Observation
     * @param response the server's answer, entries in the order of the request
     * @throws RefusedWriteException when an entry was refused
     * @throws UnreadableAnswerException when the answer does not say what became of the Observation
     */
    public static WriteReceipt of(Bundle request, Bundle response) {
        List<BundleEntryComponent> entries = response.getEntry();
        if (entries.size() != request.getEntry().size()) {
            throw new UnreadableAnswerException("another number of entries than it was sent");
        }
        for (BundleEntryComponent entry : entries) {
            int status = status(entry.getResponse());
            if (status >= 400) {
                throw new RefusedWriteException(status);
            }
        }
        Bundle.BundleEntryRequestComponent sent = request.getEntryFirstRep().getRequest();
        BundleEntryComponent first = entries.get(0);
        IdType location = location(first);
        String id = sent.getMethod() == HTTPVerb.PUT ? new IdType(sent.getUrl()).getIdPart() : location.getIdPart();
        if (id == null || id.isEmpty()) {
            throw new UnreadableAnswerException("no location of the Observation");
        }
        String version = version(first, location);
        return new WriteReceipt(
                id, version, version.isEmpty() ? "" : "W/\"" + version + "\"", effect(sent, first.getResponse()));
    }

    private static Effect effect(Bundle.BundleEntryRequestComponent sent, BundleEntryResponseComponent response) {
        if (sent.getMethod() == HTTPVerb.PUT) {
            return Effect.UPDATED;
        }
        return status(response) == 201 ? Effect.CREATED : Effect.ALREADY_THERE;
    }

    private static IdType location(BundleEntryComponent entry) {
        if (entry.getResponse().hasLocation()) {
            return new IdType(entry.getResponse().getLocation());
        }
        return entry.hasResource()
                ? new IdType(entry.getResource().getIdElement().getValue())
                : new IdType();
    }

    private static String version(BundleEntryComponent entry, IdType location) {
        if (location.hasVersionIdPart()) {
            return location.getVersionIdPart();
        }
        String etag = entry.getResponse().getEtag();
        Matcher matcher = ETAG.matcher(etag == null ? "" : etag);
        return matcher.matches() ? matcher.group(1) : "";
    }

    private static int status(BundleEntryResponseComponent response) {
        String status = response.getStatus();
        Matcher matcher = STATUS.matcher(status == null ? "" : status);
        if (!matcher.matches()) {
            throw new UnreadableAnswerException("an entry without status");
        }
        return Integer.parseInt(matcher.group(1));
    }
}
