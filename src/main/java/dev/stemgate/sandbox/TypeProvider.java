// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.ConditionalUrlParam;
import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.Delete;
import ca.uhn.fhir.rest.annotation.History;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.SimpleBundleProvider;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;

/** The REST interactions of one resource type, as HAPI's server calls them. Thread-safe. */
public final class TypeProvider implements IResourceProvider {

    private final String type;
    private final RecordStore store;
    private final VendorSearch searches;
    private final Writes writes;
    private final WriteRules rules;
    private final FhirContext context;

    TypeProvider(
            String type,
            RecordStore store,
            VendorSearch searches,
            Writes writes,
            WriteRules rules,
            FhirContext context) {
        this.type = type;
        this.store = store;
        this.searches = searches;
        this.writes = writes;
        this.rules = rules;
        this.context = context;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return context.getResourceDefinition(type).getImplementingClass();
    }

    @Read(version = true)
    public IBaseResource read(@IdParam IIdType id) {
        return StandIn.of(readVersion(store.records(), id), context);
    }

    /** The version that a read means; 404 when there never was one, 410 when it is deleted. */
    static StoredVersion readVersion(Records records, IIdType id) {
        String type = id.getResourceType();
        Optional<StoredVersion> found = id.hasVersionIdPart()
                ? records.versions(type, id.getIdPart()).stream()
                        .filter(version -> Long.toString(version.version()).equals(id.getVersionIdPart()))
                        .findFirst()
                : records.newest(type, id.getIdPart());
        StoredVersion version = found.orElseThrow(
                () -> new ResourceNotFoundException("Resource " + type + "/" + id.getIdPart() + " is not known"));
        if (version.deleted()) {
            throw new ResourceGoneException("Resource was deleted at " + version.lastUpdated());
        }
        return version;
    }

    @History
    public IBundleProvider history(@IdParam IIdType id) {
        List<StoredVersion> versions = new ArrayList<>(store.versions(type, id.getIdPart()));
        if (versions.isEmpty()) {
            throw new ResourceNotFoundException("Resource " + type + "/" + id.getIdPart() + " is not known");
        }
        Collections.reverse(versions);
        return new SimpleBundleProvider(versions.stream()
                .map(version -> StandIn.historic(version, context))
                .toList());
    }

    @Search(allowUnknownParams = true)
    public IBundleProvider search(RequestDetails request) {
        Records records = store.records();
        VendorSearch.Found found = searches.search(type, records, request.getParameters());
        request.getUserData().put(RawAnswers.OUTCOMES, found.outcomes());
        return new MatchPages(found, records, context);
    }

    @Create
    public MethodOutcome create(
            @ResourceParam IBaseResource body, @ConditionalUrlParam String ifNoneExist, RequestDetails request) {
        rules.checkBody(request.loadRequestContents());
        Resource resource = (Resource) body;
        return store.write(draft -> {
            if (ifNoneExist != null) {
                Optional<StoredVersion> existing = writes.matchForCreate(draft, type, ifNoneExist);
                if (existing.isPresent()) {
                    return outcome(existing.get(), false);
                }
            }
            StoredVersion created = writes.create(draft, resource, writes.freshId(draft, type));
            writes.check(resource, draft);
            return outcome(created, true);
        });
    }

    @Update
    public MethodOutcome update(
            @IdParam IIdType id,
            @ResourceParam IBaseResource body,
            @ConditionalUrlParam String conditionalUrl,
            RequestDetails request) {
        rules.checkBody(request.loadRequestContents());
        Resource resource = (Resource) body;
        String ifMatch = Writes.version(request.getHeader(Constants.HEADER_IF_MATCH));
        return store.write(draft -> {
            String target = conditionalUrl == null
                    ? id.getIdPart()
                    : writes.match(draft, type, conditionalUrl)
                            .map(StoredVersion::id)
                            .orElseGet(() -> writes.freshId(draft, type));
            boolean isNew = draft.current(type, target).isEmpty();
            StoredVersion updated = writes.update(draft, resource, target, ifMatch);
            writes.check(resource, draft);
            return outcome(updated, isNew);
        });
    }

    @Delete
    public MethodOutcome delete(
            @IdParam IIdType id, @ConditionalUrlParam String conditionalUrl, RequestDetails request) {
        if (conditionalUrl != null) {
            throw new InvalidRequestException("Conditional delete is not supported by this server");
        }
        String ifMatch = Writes.version(request.getHeader(Constants.HEADER_IF_MATCH));
        StoredVersion deleted = store.write(draft -> writes.delete(draft, type, id.getIdPart(), ifMatch));
        return new MethodOutcome(new IdType(deleted.versionedReference()));
    }

    private MethodOutcome outcome(StoredVersion version, boolean created) {
        MethodOutcome outcome = new MethodOutcome(new IdType(version.versionedReference()), created);
        outcome.setResource(StandIn.of(version, context));
        return outcome;
    }
}
