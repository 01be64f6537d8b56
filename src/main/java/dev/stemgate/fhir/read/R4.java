// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.Resource;

/** The FhirContext that only parses; no client is ever made from it. Thread-safe, as FhirContext is. */
final class R4 {

    private static final FhirContext CONTEXT = FhirContext.forR4();

    private R4() {}

    /** A parser that refuses whatever is not R4. Not thread-safe. */
    static IParser strictParser() {
        return CONTEXT.newJsonParser().setParserErrorHandler(new StrictErrorHandler());
    }

    static byte[] encode(Resource resource) {
        return CONTEXT.newJsonParser().encodeResourceToString(resource).getBytes(StandardCharsets.UTF_8);
    }
}
