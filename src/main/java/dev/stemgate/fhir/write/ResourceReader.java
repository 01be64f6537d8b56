// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.instance.model.api.IBaseResource;

/** Reads resources of ours as an EHR gives them back; what others added to them does not hinder. Thread-safe. */
final class ResourceReader {

    private final FhirContext context;

    ResourceReader(FhirContext context) {
        this.context = context;
    }

    /** @throws UnreadableAnswerException when it is not a FHIR resource in JSON */
    IBaseResource read(byte[] json) {
        IParser parser = context.newJsonParser();
        parser.setParserErrorHandler(new LenientErrorHandler(false).setErrorOnInvalidValue(false));
        parser.setStripVersionsFromReferences(false);
        try {
            return parser.parseResource(new String(json, StandardCharsets.UTF_8));
        } catch (DataFormatException | ClassCastException e) {
            throw new UnreadableAnswerException("an entry that is no FHIR resource");
        }
    }
}
