// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import dev.stemgate.model.Fingerprint;
import dev.stemgate.model.Screening;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;

/**
 * The form in which results stand on an EHR: how ours is found there, and which entries write or withdraw it. The first entry of a
 * transaction is the result itself; on a server without transactions it is sent alone, and the others after it. Thread-safe.
 */
public sealed interface ResultForm permits ObservationForm, DocumentForm {

    /** The resource type of the result. */
    String type();

    /** The search that finds what of ours stands there, relative to the base of the EHR. */
    default String searchUrl(ScreeningIdentity identity) {
        return type() + "?" + identity.searchCriteria();
    }

    /**
     * What stands there.
     *
     * @param entries the entries of every page of the answer, each the JSON of one resource in UTF-8, as received
     * @throws UnreadableAnswerException when an entry is not a FHIR resource in JSON
     */
    PriorSearch.Found among(ScreeningIdentity identity, List<byte[]> entries);

    /**
     * The transaction that writes a screening.
     *
     * @param prior what stands there; empty when nothing does
     * @param issued the time of this version
     */
    Bundle write(Screening screening, Fingerprint fingerprint, Optional<Prior> prior, Instant issued);

    /** The transaction that withdraws a result of ours: all it said stays readable. */
    Bundle retract(Prior prior, Instant issued);

    /** One that was written before and that nobody has read again; empty where its content is needed to replace it. */
    Optional<Prior> written(String id, String version);

    /** One resource from its JSON, for instance the answer to a read. */
    Prior read(byte[] json);
}
