// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;

/** A page of a search that came inside the answer to a batch: put into the same envelope as one that came alone (ADR 0002). */
public final class NestedPage {

    private NestedPage() {}

    /** The page; empty when the bytes are no searchset. */
    public static Optional<Bundle> of(byte[] bytes, FhirContext context, Origin origin) {
        try {
            RawResource page = RawResource.scan(bytes);
            if (!page.resourceType().equals("Bundle") || !page.type().equals("searchset")) {
                return Optional.empty();
            }
            String enveloped = new String(new PageEnvelope(origin).wrap(page), StandardCharsets.UTF_8);
            return Optional.of(context.newJsonParser().parseResource(Bundle.class, enveloped));
        } catch (JsonProcessingException | DataFormatException broken) {
            return Optional.empty();
        }
    }
}
