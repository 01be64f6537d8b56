// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import dev.stemgate.sandbox.SandboxSettings.StaleVersion;
import dev.stemgate.sandbox.StoredVersion.Method;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;

/**
 * Create, update and delete with their conditional forms, each on a draft that the caller publishes: alone for one request,
 * together for a transaction. Thread-safe.
 */
final class Writes {

    private final RecordStore store;
    private final WriteRules rules;
    private final FhirContext context;
    private final StaleVersion staleVersion;
    private final Manners manners;
    private final SearchIndex index;
    private final AtomicInteger conditionalCreates = new AtomicInteger();

    Writes(
            RecordStore store,
            WriteRules rules,
            FhirContext context,
            StaleVersion staleVersion,
            Manners manners,
            SearchIndex index) {
        this.store = store;
        this.rules = rules;
        this.context = context;
        this.staleVersion = staleVersion;
        this.manners = manners;
        this.index = index;
    }

    /**
     * The one resource that a conditional URL means.
     *
     * @throws PreconditionFailedException with status 412 when several match
     */
    Optional<StoredVersion> match(Records draft, String type, String conditionalUrl) {
        List<StoredVersion> matches = draft.find(type, RecordSearch.conditional(type, conditionalUrl), index::holds);
        if (matches.size() > 1) {
            throw new PreconditionFailedException(
                    "Conditional URL matches " + matches.size() + " resources of type " + type);
        }
        return matches.stream().findFirst();
    }

    /**
     * What stands in the way of a conditional create.
     *
     * @throws ResourceVersionConflictException with status 409 when another writer was faster
     */
    Optional<StoredVersion> matchForCreate(Records draft, String type, String conditionalUrl) {
        if (manners.has(Manner.NO_CONDITIONAL_CREATE)) {
            return Optional.empty();
        }
        if (manners.has(Manner.CONDITIONAL_CREATE_RACES) && conditionalCreates.incrementAndGet() % 5 == 0) {
            throw new ResourceVersionConflictException("Another writer created this resource at the same time");
        }
        return match(draft, type, conditionalUrl);
    }

    String freshId(Records draft, String type) {
        return store.freshId(draft, type);
    }

    StoredVersion create(Records draft, Resource resource, String id) {
        return write(draft, resource, store.upcoming(draft, resource.fhirType(), id, Method.POST));
    }

    /**
     * @param ifMatch version asked for by {@code If-Match}, without quotes; empty when there is none
     */
    StoredVersion update(Records draft, Resource resource, String id, String ifMatch) {
        if (id.isEmpty() || id.length() > 64 || !id.matches("[A-Za-z0-9\\-.]+")) {
            throw new InvalidRequestException("The id of an update must be 1 to 64 letters, digits, '-' or '.'");
        }
        checkVersion(draft, resource.fhirType(), id, ifMatch);
        return write(draft, resource, store.upcoming(draft, resource.fhirType(), id, Method.PUT));
    }

    StoredVersion delete(Records draft, String type, String id, String ifMatch) {
        checkVersion(draft, type, id, ifMatch);
        if (draft.current(type, id).isEmpty()) {
            return draft.newest(type, id)
                    .orElseThrow(() -> new ResourceNotFoundException("Resource " + type + "/" + id + " is not known"));
        }
        return store.delete(draft, type, id);
    }

    /** Refuses what a strict EHR would; asked when the draft holds everything that is written together. */
    void check(Resource resource, Records draft) {
        rules.check(resource, draft);
    }

    /** The version out of {@code W/"3"} or {@code "3"}; empty for a missing header. */
    static String version(String ifMatch) {
        return ifMatch == null
                ? ""
                : ifMatch.replaceFirst("^W/", "").replace("\"", "").trim();
    }

    private void checkVersion(Records draft, String type, String id, String ifMatch) {
        String newest = draft.newest(type, id)
                .map(version -> Long.toString(version.version()))
                .orElse("");
        if (!ifMatch.isEmpty() && !ifMatch.equals(newest)) {
            throw stale("Trying to change " + type + "/" + id + "/_history/" + ifMatch
                    + " but this is not the current version");
        }
    }

    private BaseServerResponseException stale(String message) {
        return switch (staleVersion) {
            case CONFLICT -> new ResourceVersionConflictException(message);
            case PRECONDITION_FAILED -> new PreconditionFailedException(message);
        };
    }

    private StoredVersion write(Records draft, Resource resource, StoredVersion upcoming) {
        resource.setId(new IdType(upcoming.type(), upcoming.id(), Long.toString(upcoming.version())));
        resource.getMeta()
                .setVersionId(Long.toString(upcoming.version()))
                .setLastUpdated(Date.from(upcoming.lastUpdated()));
        String json =
                context.newJsonParser().setStripVersionsFromReferences(false).encodeResourceToString(resource);
        return store.add(draft, upcoming, json);
    }
}
