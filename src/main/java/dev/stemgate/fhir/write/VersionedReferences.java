// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import ca.uhn.fhir.context.FhirContext;

/**
 * HAPI's parsers drop the version of every reference when they encode, unless told otherwise. Every context that sends or
 * stores what {@link WriteBack} makes is told so here, once, before its first use.
 */
public final class VersionedReferences {

    private VersionedReferences() {}

    /** Makes all parsers of this context keep the versions of references; gives the same context back. */
    public static FhirContext keep(FhirContext context) {
        context.getParserOptions().setStripVersionsFromReferences(false);
        return context;
    }
}
