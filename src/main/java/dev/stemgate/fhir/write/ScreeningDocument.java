// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import dev.stemgate.model.Fingerprint;
import dev.stemgate.model.Screening;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DocumentReference.DocumentRelationshipType;
import org.hl7.fhir.r4.model.DocumentReference.ReferredDocumentStatus;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/**
 * Makes the DocumentReference that says what a screening found (profile {@code screening-document}): the text for people and our
 * Observation as JSON are its attachments. Each version is a document of its own; the stable identifier is the Observation's, the
 * master identifier names the version. The same arguments give the same document.
 */
final class ScreeningDocument {

    private static final String TITLE = "Stem-cell therapy screening";
    private static final DateTimeFormatter VERSION =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS").withZone(ZoneOffset.UTC);

    private ScreeningDocument() {}

    /** The first version. */
    static DocumentReference first(Screening screening, Fingerprint fingerprint, Instant issued) {
        return document(screening, fingerprint, issued, ObservationStatus.FINAL)
                .setDocStatus(ReferredDocumentStatus.FINAL);
    }

    /** A later version, which replaces another. */
    static DocumentReference later(Screening screening, Fingerprint fingerprint, Instant issued, String replaced) {
        DocumentReference document = document(screening, fingerprint, issued, ObservationStatus.AMENDED)
                .setDocStatus(ReferredDocumentStatus.AMENDED);
        document.addRelatesTo()
                .setCode(DocumentRelationshipType.REPLACES)
                .setTarget(new Reference("DocumentReference/" + replaced));
        return document;
    }

    /** {@code identifier=<system>%7C<value>} of this very version. */
    static String criteria(DocumentReference document) {
        Identifier master = document.getMasterIdentifier();
        return "identifier=" + master.getSystem() + "%7C" + master.getValue();
    }

    private static DocumentReference document(
            Screening screening, Fingerprint fingerprint, Instant issued, ObservationStatus status) {
        ScreeningIdentity identity = ScreeningIdentity.of(screening);
        ScreeningSummary summary = ScreeningSummary.of(screening);
        byte[] json = ScreeningObservation.json(screening, fingerprint, issued, status);
        Observation observation = ScreeningObservation.parsed(json);
        DocumentReference document = new DocumentReference();
        document.getMeta().addProfile(Canonical.DOCUMENT_PROFILE);
        for (Coding label : observation.getMeta().getSecurity()) {
            document.getMeta().addSecurity(label);
            document.addSecurityLabel(new CodeableConcept(label.copy()));
        }
        document.setText(observation.getText());
        document.addExtension(ScreeningExtensions.FINGERPRINT, new StringType(fingerprint.value()));
        document.setMasterIdentifier(new Identifier()
                .setSystem(Canonical.DOCUMENT_IDENTIFIER)
                .setValue(identity.value() + "." + VERSION.format(issued)));
        document.addIdentifier(identity.identifier());
        document.setStatus(DocumentReferenceStatus.CURRENT);
        document.setType(observation.getCode());
        document.setSubject(observation.getSubject());
        document.setDateElement(ScreeningObservation.instant(issued));
        document.addAuthor(ScreeningDevice.reference());
        document.setDescription(summary.headline());
        document.addContent()
                .setAttachment(attachment(
                        "text/plain; charset=utf-8", summary.text().getBytes(StandardCharsets.UTF_8), issued));
        document.addContent().setAttachment(attachment("application/fhir+json", json, issued));
        return document;
    }

    private static Attachment attachment(String type, byte[] data, Instant issued) {
        DateTimeType creation = new DateTimeType();
        creation.setTimeZoneZulu(true);
        creation.setValue(Date.from(issued));
        return new Attachment()
                .setContentType(type)
                .setLanguage("en")
                .setData(data)
                .setTitle(TITLE)
                .setCreationElement(creation);
    }
}
