// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.model.api.ResourceMetadataKeyEnum;
import ca.uhn.fhir.model.valueset.BundleEntrySearchModeEnum;
import ca.uhn.fhir.model.valueset.BundleEntryTransactionMethodEnum;
import java.util.Date;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Resource;

/**
 * An empty resource that HAPI's server handles in place of a stored text: it has the id, version and time, and carries the
 * {@link StoredVersion} whose text {@link RawAnswers} writes in its stead. Nothing is parsed on the way out.
 */
final class StandIn {

    private static final String STORED = "dev.stemgate.sandbox.stored";

    private StandIn() {}

    static Resource of(StoredVersion stored, FhirContext context) {
        Resource resource =
                (Resource) context.getResourceDefinition(stored.type()).newInstance();
        resource.setId(stored.versionedReference());
        resource.getMeta()
                .setVersionId(Long.toString(stored.version()))
                .setLastUpdated(Date.from(stored.lastUpdated()));
        resource.setUserData(STORED, stored);
        return resource;
    }

    static Resource matched(StoredVersion stored, FhirContext context) {
        Resource resource = of(stored, context);
        ResourceMetadataKeyEnum.ENTRY_SEARCH_MODE.put(resource, BundleEntrySearchModeEnum.MATCH);
        return resource;
    }

    static Resource included(StoredVersion stored, FhirContext context) {
        Resource resource = of(stored, context);
        ResourceMetadataKeyEnum.ENTRY_SEARCH_MODE.put(resource, BundleEntrySearchModeEnum.INCLUDE);
        return resource;
    }

    static Resource historic(StoredVersion stored, FhirContext context) {
        Resource resource = of(stored, context);
        BundleEntryTransactionMethodEnum method =
                BundleEntryTransactionMethodEnum.valueOf(stored.method().name());
        ResourceMetadataKeyEnum.ENTRY_TRANSACTION_METHOD.put(resource, method);
        if (stored.deleted()) {
            ResourceMetadataKeyEnum.DELETED_AT.put(resource, new InstantType(Date.from(stored.lastUpdated())));
        }
        return resource;
    }

    /** What a resource stands for; empty for a resource of the server's own, such as an OperationOutcome. */
    static Optional<StoredVersion> storedBy(IBaseResource resource) {
        return Optional.ofNullable((StoredVersion) resource.getUserData(STORED));
    }
}
