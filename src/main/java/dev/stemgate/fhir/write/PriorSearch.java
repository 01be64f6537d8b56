// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import ca.uhn.fhir.context.FhirContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hl7.fhir.r4.model.Observation;

/**
 * Finds our Observation among the entries of a search by our identifier ({@link ScreeningIdentity#searchUrl()}). Entries
 * that are not Observations, or that carry another identifier because the server ignored the parameter, are passed over.
 * Thread-safe.
 */
public final class PriorSearch {

    private final ResourceReader reader;

    public PriorSearch(FhirContext context) {
        this.reader = new ResourceReader(Objects.requireNonNull(context, "context"));
    }

    /** What a search by our identifier found. */
    public sealed interface Found {

        /** Nothing: the result is still to be created. */
        record None() implements Found {}

        /** The one that is to be replaced or left as it is. */
        record One(Prior prior) implements Found {}

        /** More than one, which is a {@code conflict}: a person decides which one stays. */
        record Several(List<Prior> priors) implements Found {
            public Several {
                priors = List.copyOf(priors);
            }
        }
    }

    /**
     * @param entries the entries of every page of the answer, each the JSON of one resource in UTF-8, as received
     * @throws UnreadableAnswerException when an entry is not a FHIR resource in JSON
     */
    public Found among(ScreeningIdentity identity, List<byte[]> entries) {
        Map<String, PriorObservation> ours = new LinkedHashMap<>();
        for (byte[] entry : entries) {
            if (reader.read(entry) instanceof Observation observation && identity.isOf(observation)) {
                PriorObservation prior = PriorObservation.of(observation);
                ours.putIfAbsent(prior.id(), prior);
            }
        }
        if (ours.isEmpty()) {
            return new Found.None();
        }
        List<Prior> all = List.copyOf(ours.values());
        return all.size() == 1 ? new Found.One(all.get(0)) : new Found.Several(all);
    }

    /**
     * One Observation from its JSON, for instance the answer to a read.
     *
     * @throws UnreadableAnswerException when it is not an Observation with an id
     */
    public PriorObservation read(byte[] json) {
        if (reader.read(json) instanceof Observation observation) {
            return PriorObservation.of(observation);
        }
        throw new UnreadableAnswerException("a resource that is not an Observation");
    }
}
