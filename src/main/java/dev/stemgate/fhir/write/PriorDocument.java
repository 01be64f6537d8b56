// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import dev.stemgate.model.Fingerprint;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DocumentReference.DocumentRelationshipType;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.StringType;

/** Our DocumentReference as the EHR holds it now. Immutable: the resource is copied in and out. */
public final class PriorDocument implements Prior {

    private final DocumentReference document;

    private PriorDocument(DocumentReference document) {
        this.document = document;
    }

    /**
     * @throws UnreadableAnswerException when the DocumentReference has no id, without which it cannot be replaced
     */
    static PriorDocument of(DocumentReference document) {
        if (!document.getIdElement().hasIdPart()) {
            throw new UnreadableAnswerException("a DocumentReference without id");
        }
        return new PriorDocument(document.copy());
    }

    @Override
    public String id() {
        return document.getIdElement().getIdPart();
    }

    @Override
    public String version() {
        String inMeta = document.getMeta().getVersionId();
        String inId = document.getIdElement().getVersionIdPart();
        return inMeta != null ? inMeta : inId != null ? inId : "";
    }

    @Override
    public boolean isRetracted() {
        return document.getStatus() == DocumentReferenceStatus.ENTEREDINERROR;
    }

    /** Whether a later one took its place, by its own word. */
    boolean isSuperseded() {
        return document.getStatus() == DocumentReferenceStatus.SUPERSEDED;
    }

    @Override
    public boolean says(Fingerprint fingerprint) {
        return document.getStatus() == DocumentReferenceStatus.CURRENT
                && document.getExtension().stream()
                        .filter(extension -> ScreeningExtensions.FINGERPRINT.equals(extension.getUrl()))
                        .map(extension -> extension.getValue())
                        .filter(StringType.class::isInstance)
                        .map(value -> ((StringType) value).getValue())
                        .filter(Objects::nonNull)
                        .anyMatch(fingerprint.value()::equals);
    }

    /** The ids of the documents that it says it replaces. */
    List<String> replaced() {
        return document.getRelatesTo().stream()
                .filter(relation -> relation.getCode() == DocumentRelationshipType.REPLACES)
                .map(relation -> relation.getTarget().getReferenceElement().getIdPart())
                .filter(Objects::nonNull)
                .toList();
    }

    /** A copy of the whole resource, without the marks of its version. */
    DocumentReference unversioned() {
        DocumentReference copy = document.copy();
        copy.setId(id());
        copy.getMeta().setVersionId(null).setLastUpdated(null);
        return copy;
    }

    @Override
    public String toString() {
        return "DocumentReference/" + id();
    }
}
