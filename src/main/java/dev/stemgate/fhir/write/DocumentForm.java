// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import ca.uhn.fhir.context.FhirContext;
import dev.stemgate.model.Fingerprint;
import dev.stemgate.model.Screening;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;

/**
 * Results as DocumentReferences, for servers that refuse Observations. A later version is a new document that replaces the one before,
 * which becomes {@code superseded}; on a server without transactions the new one comes first, so that for a moment both are current, and
 * the relation tells which one stands. No Provenance is written beside: the attached Observation names its evidence. Thread-safe.
 */
public final class DocumentForm implements ResultForm {

    private final ResourceReader reader;

    public DocumentForm(FhirContext context) {
        this.reader = new ResourceReader(context);
    }

    @Override
    public String type() {
        return "DocumentReference";
    }

    @Override
    public PriorSearch.Found among(ScreeningIdentity identity, List<byte[]> entries) {
        Map<String, PriorDocument> ours = new LinkedHashMap<>();
        for (byte[] entry : entries) {
            if (reader.read(entry) instanceof DocumentReference document
                    && identity.isAmong(document.getIdentifier())) {
                PriorDocument prior = PriorDocument.of(document);
                ours.putIfAbsent(prior.id(), prior);
            }
        }
        Set<String> replaced = ours.values().stream()
                .filter(document -> !document.isRetracted())
                .flatMap(document -> document.replaced().stream())
                .collect(Collectors.toSet());
        List<Prior> standing = new ArrayList<>();
        List<Prior> retracted = new ArrayList<>();
        for (PriorDocument document : ours.values()) {
            if (document.isRetracted()) {
                retracted.add(document);
            } else if (!document.isSuperseded() && !replaced.contains(document.id())) {
                standing.add(document);
            }
        }
        if (standing.isEmpty()) {
            return retracted.isEmpty()
                    ? new PriorSearch.Found.None()
                    : new PriorSearch.Found.One(retracted.get(retracted.size() - 1));
        }
        return standing.size() == 1
                ? new PriorSearch.Found.One(standing.get(0))
                : new PriorSearch.Found.Several(standing);
    }

    @Override
    public Bundle write(Screening screening, Fingerprint fingerprint, Optional<Prior> prior, Instant issued) {
        if (prior.isEmpty()) {
            DocumentReference first = ScreeningDocument.first(screening, fingerprint, issued);
            return transaction(creating(first, ScreeningIdentity.of(screening).searchCriteria()));
        }
        PriorDocument replaced = document(prior.get());
        DocumentReference later = ScreeningDocument.later(screening, fingerprint, issued, replaced.id());
        BundleEntryComponent create = creating(later, ScreeningDocument.criteria(later));
        if (replaced.isRetracted()) {
            return transaction(create);
        }
        DocumentReference superseded = replaced.unversioned().setStatus(DocumentReferenceStatus.SUPERSEDED);
        return transaction(create, replacing(replaced, superseded));
    }

    @Override
    public Bundle retract(Prior prior, Instant issued) {
        PriorDocument document = document(prior);
        DocumentReference withdrawn = document.unversioned().setStatus(DocumentReferenceStatus.ENTEREDINERROR);
        withdrawn.setDateElement(ScreeningObservation.instant(issued));
        withdrawn.setDescription(WriteBack.WITHDRAWN);
        withdrawn.setText(ScreeningNarrative.of(WriteBack.WITHDRAWN));
        return transaction(replacing(document, withdrawn));
    }

    /** The document itself is needed: it goes back to the server as superseded, with all it says. */
    @Override
    public Optional<Prior> written(String id, String version) {
        return Optional.empty();
    }

    @Override
    public Prior read(byte[] json) {
        if (reader.read(json) instanceof DocumentReference document) {
            return PriorDocument.of(document);
        }
        throw new UnreadableAnswerException("a resource that is not a DocumentReference");
    }

    private static PriorDocument document(Prior prior) {
        if (prior instanceof PriorDocument document) {
            return document;
        }
        throw new IllegalArgumentException("a document replaces a document only");
    }

    private static BundleEntryComponent creating(DocumentReference document, String ifNoneExist) {
        BundleEntryComponent entry = new BundleEntryComponent()
                .setFullUrl(WriteBack.placeholder(
                        "DocumentReference", document.getMasterIdentifier().getValue()))
                .setResource(document);
        entry.getRequest().setMethod(HTTPVerb.POST).setUrl("DocumentReference").setIfNoneExist(ifNoneExist);
        return entry;
    }

    private static BundleEntryComponent replacing(PriorDocument prior, DocumentReference document) {
        BundleEntryComponent entry = new BundleEntryComponent().setResource(document);
        entry.getRequest().setMethod(HTTPVerb.PUT).setUrl("DocumentReference/" + prior.id());
        if (!prior.version().isEmpty()) {
            entry.getRequest().setIfMatch("W/\"" + prior.version() + "\"");
        }
        return entry;
    }

    private static Bundle transaction(BundleEntryComponent... entries) {
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        for (BundleEntryComponent entry : entries) {
            bundle.addEntry(entry);
        }
        return bundle;
    }
}
