// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import dev.stemgate.model.Fingerprint;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.StringType;

/**
 * Our Observation as the EHR holds it now: what a write has to replace. Read from the EHR itself, so that a bridge that lost
 * its state recognises its own work. Immutable: the resource is copied in and out.
 */
public final class PriorObservation implements Prior {

    private final Observation observation;

    private PriorObservation(Observation observation) {
        this.observation = observation;
    }

    /**
     * @throws UnreadableAnswerException when the Observation has no id, without which it cannot be replaced
     */
    public static PriorObservation of(Observation observation) {
        Objects.requireNonNull(observation, "observation");
        if (!observation.getIdElement().hasIdPart()) {
            throw new UnreadableAnswerException("an Observation without id");
        }
        return new PriorObservation(observation.copy());
    }

    /**
     * One that was written before and that nobody has read again: it can be replaced, and says nothing of what it holds.
     *
     * @param version the version that was written; it alone is replaced, where the server gave one
     */
    public static PriorObservation written(String id, String version) {
        Observation observation = new Observation();
        observation.setId(id);
        observation.getMeta().setVersionId(version.isEmpty() ? null : version);
        return of(observation);
    }

    @Override
    public String id() {
        return observation.getIdElement().getIdPart();
    }

    @Override
    public String version() {
        String inMeta = observation.getMeta().getVersionId();
        String inId = observation.getIdElement().getVersionIdPart();
        return inMeta != null ? inMeta : inId != null ? inId : "";
    }

    /** The fingerprint that it was written with; empty when somebody else removed it. */
    public Optional<Fingerprint> fingerprint() {
        return observation.getExtension().stream()
                .filter(extension -> ScreeningExtensions.FINGERPRINT.equals(extension.getUrl()))
                .map(Extension::getValue)
                .filter(StringType.class::isInstance)
                .map(value -> ((StringType) value).getValue())
                .filter(Objects::nonNull)
                .map(Fingerprint::new)
                .findFirst();
    }

    /** Its status; {@code NULL} where the server holds none that FHIR knows. */
    public ObservationStatus status() {
        return observation.getStatus() != null ? observation.getStatus() : ObservationStatus.NULL;
    }

    @Override
    public boolean isRetracted() {
        return status() == ObservationStatus.ENTEREDINERROR;
    }

    @Override
    public boolean says(Fingerprint fingerprint) {
        return !isRetracted() && fingerprint().filter(fingerprint::equals).isPresent();
    }

    /** A copy of the whole resource. */
    public Observation observation() {
        return observation.copy();
    }

    @Override
    public String toString() {
        return "Observation/" + id() + (version().isEmpty() ? "" : "/_history/" + version());
    }
}
