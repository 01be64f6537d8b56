// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.util.ResourceReferenceInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;

/**
 * Writes the entries of a transaction onto a draft in the order that the specification asks for: DELETE, POST, PUT, GET. Every
 * id is given first, so that {@code urn:uuid} references resolve whichever way they point. Thread-safe.
 */
final class TransactionWriter {

    private static final List<HTTPVerb> ORDER =
            List.of(HTTPVerb.DELETE, HTTPVerb.POST, HTTPVerb.PUT, HTTPVerb.GET, HTTPVerb.HEAD);

    private final Writes writes;
    private final BundleSearches searches;
    private final FhirContext context;

    TransactionWriter(Writes writes, BundleSearches searches, FhirContext context) {
        this.writes = writes;
        this.searches = searches;
        this.context = context;
    }

    Bundle write(Bundle transaction, Records draft) {
        Map<String, String> idByFullUrl = new HashMap<>();
        List<Step> steps = new ArrayList<>();
        for (BundleEntryComponent entry : transaction.getEntry()) {
            Step step = plan(entry, draft);
            steps.add(step);
            if (entry.hasFullUrl() && entry.hasResource()) {
                idByFullUrl.put(entry.getFullUrl(), step.type() + "/" + step.id());
            }
        }
        Map<BundleEntryComponent, BundleEntryComponent> answers = new IdentityHashMap<>();
        steps.stream()
                .sorted(Comparator.comparingInt(step -> ORDER.indexOf(step.method())))
                .forEach(step -> answers.put(step.entry(), run(step, draft, idByFullUrl)));
        steps.stream().filter(Step::writesResource).forEach(step -> writes.check(step.resource(), draft));
        Bundle response = new Bundle().setType(BundleType.TRANSACTIONRESPONSE);
        steps.forEach(step -> response.addEntry(answers.get(step.entry())));
        return response;
    }

    /** What one entry will do, once its target is known. */
    private record Step(BundleEntryComponent entry, String type, String id, Optional<StoredVersion> existing) {

        HTTPVerb method() {
            return entry.getRequest().getMethod();
        }

        Resource resource() {
            return entry.getResource();
        }

        boolean writesResource() {
            return method() == HTTPVerb.PUT || (method() == HTTPVerb.POST && existing.isEmpty());
        }
    }

    private Step plan(BundleEntryComponent entry, Records draft) {
        HTTPVerb method = entry.getRequest().getMethod();
        String url = entry.getRequest().getUrl();
        if (method == null || url == null || !ORDER.contains(method)) {
            throw new InvalidRequestException("An entry of a transaction needs request.method and request.url that"
                    + " this server supports: " + ORDER);
        }
        if (method == HTTPVerb.POST || method == HTTPVerb.PUT) {
            String type = resourceOf(entry).fhirType();
            if (!url.split("[/?]", 2)[0].equals(type)) {
                throw new InvalidRequestException("request.url does not name the type of the resource: " + type);
            }
            return method == HTTPVerb.POST ? planCreate(entry, type, draft) : planUpdate(entry, type, url, draft);
        }
        if (url.contains("?")) {
            return new Step(entry, url.split("\\?", 2)[0], "", Optional.empty());
        }
        IdType target = new IdType(url);
        return new Step(
                entry,
                Optional.ofNullable(target.getResourceType()).orElse(""),
                Optional.ofNullable(target.getIdPart()).orElse(""),
                Optional.empty());
    }

    private Step planCreate(BundleEntryComponent entry, String type, Records draft) {
        Optional<StoredVersion> existing = entry.getRequest().hasIfNoneExist()
                ? writes.matchForCreate(draft, type, entry.getRequest().getIfNoneExist())
                : Optional.empty();
        String id = existing.map(StoredVersion::id).orElseGet(() -> writes.freshId(draft, type));
        return new Step(entry, type, id, existing);
    }

    private Step planUpdate(BundleEntryComponent entry, String type, String url, Records draft) {
        if (url.contains("?")) {
            Optional<StoredVersion> existing = writes.match(draft, type, url);
            String id = existing.map(StoredVersion::id).orElseGet(() -> writes.freshId(draft, type));
            return new Step(entry, type, id, existing);
        }
        String id = Optional.ofNullable(new IdType(url).getIdPart()).orElse("");
        return new Step(entry, type, id, draft.current(type, id));
    }

    private static Resource resourceOf(BundleEntryComponent entry) {
        if (!entry.hasResource()) {
            throw new InvalidRequestException("A POST or PUT entry of a transaction needs a resource");
        }
        return entry.getResource();
    }

    private BundleEntryComponent run(Step step, Records draft, Map<String, String> idByFullUrl) {
        String ifMatch = Writes.version(step.entry().getRequest().getIfMatch());
        return switch (step.method()) {
            case DELETE -> written("204 No Content", writes.delete(draft, step.type(), step.id(), ifMatch));
            case POST -> {
                if (step.existing().isPresent()) {
                    yield written("200 OK", step.existing().get());
                }
                resolve(step.resource(), idByFullUrl);
                yield written("201 Created", writes.create(draft, step.resource(), step.id()));
            }
            case PUT -> {
                resolve(step.resource(), idByFullUrl);
                String status = step.existing().isPresent() ? "200 OK" : "201 Created";
                yield written(status, writes.update(draft, step.resource(), step.id(), ifMatch));
            }
            default -> read(step, draft);
        };
    }

    private BundleEntryComponent read(Step step, Records draft) {
        String url = step.entry().getRequest().getUrl();
        BundleEntryComponent answer = new BundleEntryComponent();
        if (step.id().isEmpty()) {
            answer.setResource(searches.find(url, draft));
        } else {
            answer.setResource(StandIn.of(TypeProvider.readVersion(draft, new IdType(url)), context));
        }
        answer.getResponse().setStatus("200 OK");
        return answer;
    }

    private void resolve(Resource resource, Map<String, String> idByFullUrl) {
        for (ResourceReferenceInfo found : context.newTerser().getAllResourceReferences(resource)) {
            String target = found.getResourceReference().getReferenceElement().getValue();
            if (target != null && idByFullUrl.containsKey(target)) {
                found.getResourceReference().setReference(idByFullUrl.get(target));
                found.getResourceReference().setResource(null);
            }
        }
    }

    private static BundleEntryComponent written(String status, StoredVersion version) {
        BundleEntryComponent answer = new BundleEntryComponent();
        answer.getResponse()
                .setStatus(status)
                .setLocation(version.versionedReference())
                .setEtag("W/\"" + version.version() + "\"")
                .setLastModified(Date.from(version.lastUpdated()));
        return answer;
    }
}
