// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryResponseComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;

/**
 * Sends the entries of a transaction one by one, for servers without transactions: a POST with its {@code If-None-Exist}, a PUT with its
 * {@code If-Match}, as the entry says. Thread-safe.
 */
public final class EntryByEntry {

    private final FhirContext context;

    public EntryByEntry(FhirContext context) {
        this.context = context;
    }

    /**
     * What is sent after the result.
     *
     * @param what its resource type
     * @param json the entry, as a Bundle of one
     */
    public record Later(String what, String json) {}

    /**
     * Sends the first entry of a transaction.
     *
     * @return the answer, as the answer to a transaction of this entry alone
     * @throws dev.stemgate.fhir.client.EhrException when the EHR does not take it
     */
    public Bundle sendFirst(IGenericClient client, Bundle transaction) {
        return send(client, transaction.getEntryFirstRep());
    }

    /** The transaction without what comes after the result. */
    public static Bundle first(Bundle transaction) {
        return alone(transaction.getEntryFirstRep());
    }

    /** What comes after the result, once its id is known: references to its placeholder name it. */
    public List<Later> after(Bundle transaction, String firstId) {
        BundleEntryComponent first = transaction.getEntryFirstRep();
        String reference = first.getResource().fhirType() + "/" + firstId;
        return transaction.getEntry().stream()
                .skip(1)
                .map(entry -> new Later(entry.getResource().fhirType(), json(entry, first.getFullUrl(), reference)))
                .toList();
    }

    /** Sends what was stored by {@link #after}. */
    public void sendLater(IGenericClient client, String json) {
        Bundle stored =
                context.newJsonParser().setStripVersionsFromReferences(false).parseResource(Bundle.class, json);
        send(client, stored.getEntryFirstRep());
    }

    private String json(BundleEntryComponent entry, String placeholder, String reference) {
        String json =
                context.newJsonParser().setStripVersionsFromReferences(false).encodeResourceToString(alone(entry));
        return placeholder == null ? json : json.replace("\"" + placeholder + "\"", "\"" + reference + "\"");
    }

    private static Bundle alone(BundleEntryComponent entry) {
        return new Bundle().setType(BundleType.TRANSACTION).addEntry(entry.copy());
    }

    private static Bundle send(IGenericClient client, BundleEntryComponent entry) {
        BundleEntryRequestComponent request = entry.getRequest();
        Resource resource = entry.getResource().copy();
        MethodOutcome outcome = request.getMethod() == HTTPVerb.PUT
                ? update(client, request, resource)
                : create(client, request, resource);
        BundleEntryComponent answer = new BundleEntryComponent();
        answer.setResponse(response(outcome));
        return new Bundle().setType(BundleType.TRANSACTIONRESPONSE).addEntry(answer);
    }

    private static MethodOutcome create(IGenericClient client, BundleEntryRequestComponent request, Resource resource) {
        var create = client.create().resource(resource);
        return request.hasIfNoneExist()
                ? create.withAdditionalHeader("If-None-Exist", request.getIfNoneExist())
                        .execute()
                : create.execute();
    }

    private static MethodOutcome update(IGenericClient client, BundleEntryRequestComponent request, Resource resource) {
        var update = client.update().resource(resource).withId(new IdType(request.getUrl()).getIdPart());
        return request.hasIfMatch()
                ? update.withAdditionalHeader("If-Match", request.getIfMatch()).execute()
                : update.execute();
    }

    private static BundleEntryResponseComponent response(MethodOutcome outcome) {
        BundleEntryResponseComponent response = new BundleEntryResponseComponent();
        response.setStatus(Integer.toString(outcome.getResponseStatusCode()));
        if (outcome.getId() != null) {
            response.setLocation(outcome.getId().getValue());
        }
        outcome.getFirstResponseHeader("etag").ifPresent(response::setEtag);
        return response;
    }
}
