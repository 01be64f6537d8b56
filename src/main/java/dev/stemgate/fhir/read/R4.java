// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import dev.stemgate.fhir.client.VersionedReferences;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.Resource;

/** The one FhirContext that only parses and encodes; no client is ever made from it. Thread-safe, as FhirContext is. */
public final class R4 {

    private static final FhirContext CONTEXT = VersionedReferences.keep(FhirContext.forR4());

    private R4() {}

    /** For parsers; its client factory is not to be touched (ADR 0003). Keeps the versions of references. */
    public static FhirContext context() {
        return CONTEXT;
    }

    /** A parser that refuses whatever is not R4. Not thread-safe. */
    static IParser strictParser() {
        return CONTEXT.newJsonParser().setParserErrorHandler(new StrictErrorHandler());
    }

    static byte[] encode(Resource resource) {
        return CONTEXT.newJsonParser().encodeResourceToString(resource).getBytes(StandardCharsets.UTF_8);
    }
}
