// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import ca.uhn.fhir.context.FhirContext;

/**
 * HAPI's parsers drop the version of every reference when they encode, unless told otherwise: evidence would then name a record,
 * but not what was read of it. Every context that sends or stores what the bridge writes is told so here, before its first use;
 * the contexts of {@link EhrClients} are.
 */
public final class VersionedReferences {

    private VersionedReferences() {}

    /** Makes all parsers of this context keep the versions of references; gives the same context back. */
    public static FhirContext keep(FhirContext context) {
        context.getParserOptions().setStripVersionsFromReferences(false);
        return context;
    }
}
