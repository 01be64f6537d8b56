// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import dev.stemgate.model.Fingerprint;
import dev.stemgate.model.Screening;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;

/**
 * Makes the transaction that writes a screening back: its first entry is the Observation, its second the Provenance, so
 * that a server holds both or neither.
 *
 * <p>Without a prior Observation it is created on condition that none with our identifier is there; with one, that very
 * version is replaced ({@code If-Match}). Neither can overwrite what this bridge has not seen (docs/adr/0004).
 */
public final class WriteBack {

    static final String WITHDRAWN =
            "Withdrawn by Stemgate: the patient record that this screening was written on is no longer used.";

    private WriteBack() {}

    /**
     * @param prior what a search by {@link ScreeningIdentity} found just before; empty when it found none
     * @param issued the time of this version, stored with the write intent so that a repeated write sends the same bytes
     */
    public static Bundle transaction(
            Screening screening, Fingerprint fingerprint, Optional<PriorObservation> prior, Instant issued) {
        return prior.map(found -> amend(screening, fingerprint, found, issued))
                .orElseGet(() -> create(screening, fingerprint, issued));
    }

    /**
     * For a later version that goes through a file: whoever loads the file cannot tell us the id, so our Observation is replaced by a
     * conditional update on our identifier.
     */
    public static Bundle blindAmendment(Screening screening, Fingerprint fingerprint, Instant issued) {
        ScreeningIdentity identity = ScreeningIdentity.of(screening);
        String fullUrl = placeholder("Observation", identity.value() + fingerprint.value());
        Observation observation = ScreeningObservation.of(screening, fingerprint, issued, ObservationStatus.AMENDED);
        BundleEntryComponent entry =
                new BundleEntryComponent().setFullUrl(fullUrl).setResource(observation);
        entry.getRequest().setMethod(HTTPVerb.PUT).setUrl("Observation?" + identity.searchCriteria());
        return bundle(
                entry,
                ScreeningProvenance.of(
                        screening, observation, new Reference(fullUrl), issued, ScreeningProvenance.Activity.UPDATE));
    }

    /** Withdraws an Observation of ours, for instance on a Patient that was merged away: all it said stays readable. */
    public static Bundle retract(PriorObservation prior, Instant issued) {
        Objects.requireNonNull(prior, "prior");
        Observation withdrawn = prior.observation();
        withdrawn.setStatus(ObservationStatus.ENTEREDINERROR);
        withdrawn.setIssuedElement(ScreeningObservation.instant(issued));
        withdrawn.addNote().setText(WITHDRAWN);
        withdrawn.setText(ScreeningNarrative.of(WITHDRAWN));
        Provenance provenance = ScreeningProvenance.bare(target(prior), issued, ScreeningProvenance.Activity.NULLIFY);
        provenance.getMeta().setSecurity(withdrawn.copy().getMeta().getSecurity());
        return bundle(replacing(prior, withdrawn), provenance);
    }

    private static Bundle create(Screening screening, Fingerprint fingerprint, Instant issued) {
        ScreeningIdentity identity = ScreeningIdentity.of(screening);
        String fullUrl = placeholder("Observation", identity.value() + fingerprint.value());
        Observation observation = ScreeningObservation.of(screening, fingerprint, issued, ObservationStatus.FINAL);
        BundleEntryComponent entry =
                new BundleEntryComponent().setFullUrl(fullUrl).setResource(observation);
        entry.getRequest().setMethod(HTTPVerb.POST).setUrl("Observation").setIfNoneExist(identity.searchCriteria());
        return bundle(
                entry,
                ScreeningProvenance.of(
                        screening, observation, new Reference(fullUrl), issued, ScreeningProvenance.Activity.CREATE));
    }

    private static Bundle amend(Screening screening, Fingerprint fingerprint, PriorObservation prior, Instant issued) {
        Observation amended = ScreeningObservation.of(screening, fingerprint, issued, ObservationStatus.AMENDED);
        amended.setId(prior.id());
        return bundle(
                replacing(prior, amended),
                ScreeningProvenance.of(screening, amended, target(prior), issued, ScreeningProvenance.Activity.UPDATE));
    }

    private static BundleEntryComponent replacing(PriorObservation prior, Observation observation) {
        observation.setId(prior.id());
        observation.getMeta().setVersionId(null).setLastUpdated(null);
        BundleEntryComponent entry = new BundleEntryComponent().setResource(observation);
        entry.getRequest().setMethod(HTTPVerb.PUT).setUrl("Observation/" + prior.id());
        if (!prior.version().isEmpty()) {
            entry.getRequest().setIfMatch("W/\"" + prior.version() + "\"");
        }
        return entry;
    }

    private static Reference target(PriorObservation prior) {
        return new Reference("Observation/" + prior.id());
    }

    private static Bundle bundle(BundleEntryComponent observation, Provenance provenance) {
        String seed = provenance.getTargetFirstRep().getReference()
                + provenance.getRecordedElement().getValueAsString();
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION).addEntry(observation);
        bundle.addEntry()
                .setFullUrl(placeholder("Provenance", seed))
                .setResource(provenance)
                .getRequest()
                .setMethod(HTTPVerb.POST)
                .setUrl("Provenance");
        return bundle;
    }

    /** The same for the same seed, so that a repeated write sends the same bytes. */
    static String placeholder(String type, String seed) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes((type + seed).getBytes(StandardCharsets.UTF_8));
    }
}
