// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import ca.uhn.fhir.context.FhirContext;
import dev.stemgate.model.Fingerprint;
import dev.stemgate.model.Screening;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;

/** Results as Observations, each with a Provenance beside it. A later version replaces the one Observation. Thread-safe. */
public final class ObservationForm implements ResultForm {

    private final PriorSearch search;

    public ObservationForm(FhirContext context) {
        this.search = new PriorSearch(context);
    }

    @Override
    public String type() {
        return "Observation";
    }

    @Override
    public PriorSearch.Found among(ScreeningIdentity identity, List<byte[]> entries) {
        return search.among(identity, entries);
    }

    @Override
    public Bundle write(Screening screening, Fingerprint fingerprint, Optional<Prior> prior, Instant issued) {
        return WriteBack.transaction(screening, fingerprint, prior.map(ObservationForm::observation), issued);
    }

    @Override
    public Bundle retract(Prior prior, Instant issued) {
        return WriteBack.retract(observation(prior), issued);
    }

    @Override
    public Optional<Prior> written(String id, String version) {
        return Optional.of(PriorObservation.written(id, version));
    }

    @Override
    public Prior read(byte[] json) {
        return search.read(json);
    }

    private static PriorObservation observation(Prior prior) {
        if (prior instanceof PriorObservation observation) {
            return observation;
        }
        throw new IllegalArgumentException("an Observation replaces an Observation only");
    }
}
