// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;

/**
 * One page of a search, taken out of the envelope that the client made of it (ADR 0002). Also takes a Bundle that was parsed whole; its
 * entries are then written out again and are no longer the bytes received.
 *
 * @param entries in the order received
 * @param next the absolute URL of the next page; whether it stays at the EHR is for the caller (and the client) to check
 */
public record SearchPage(List<Entry> entries, Optional<String> next) {

    public SearchPage {
        entries = List.copyOf(entries);
        Objects.requireNonNull(next, "next");
    }

    /** What stands in an entry. */
    public sealed interface Entry {
        /** The entry's resource exactly as received. */
        byte[] bytes();
    }

    /**
     * A resource, not yet parsed.
     *
     * @param type {@code resourceType}; empty when it cannot be told
     * @param id logical id; empty when there is none
     * @param fullUrl of the entry; empty when missing
     * @param mode {@code search.mode}; empty when missing
     */
    public record Record(String type, Optional<String> id, String fullUrl, String mode, byte[] bytes) implements Entry {
        public Record {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(fullUrl, "fullUrl");
            Objects.requireNonNull(mode, "mode");
            Objects.requireNonNull(bytes, "bytes");
        }
    }

    /**
     * An OperationOutcome among the entries: the server's word on its own answer, never data (CAMEL-FHIR-TRAPS 14).
     *
     * @param issueCodes FHIR issue types and numeric vendor codes
     */
    public record Outcome(Severity severity, List<String> issueCodes, byte[] bytes) implements Entry {
        public Outcome {
            Objects.requireNonNull(severity, "severity");
            issueCodes = List.copyOf(issueCodes);
            Objects.requireNonNull(bytes, "bytes");
        }
    }

    /** Of the worst issue that means something; what cannot be told is a warning. */
    public enum Severity {
        INFORMATION,
        WARNING,
        ERROR
    }

    public static SearchPage of(Bundle page) {
        Optional<String> next = Optional.ofNullable(page.getLink(Bundle.LINK_NEXT))
                .map(Bundle.BundleLinkComponent::getUrl)
                .filter(url -> !url.isBlank());
        return new SearchPage(page.getEntry().stream().map(SearchPage::entry).toList(), next);
    }

    private static Entry entry(BundleEntryComponent entry) {
        byte[] bytes = bytes(entry);
        RecordHead head = RecordHead.of(bytes);
        if (head.type().equals("OperationOutcome")) {
            return OutcomeReading.read(bytes);
        }
        String mode = entry.getSearch().getMode() != null
                ? entry.getSearch().getMode().toCode()
                : "";
        String fullUrl = entry.hasFullUrl() ? entry.getFullUrl() : "";
        return new Record(head.type(), head.id(), fullUrl, mode, bytes);
    }

    private static byte[] bytes(BundleEntryComponent entry) {
        if (entry.getResource() instanceof Binary binary && "application/fhir+json".equals(binary.getContentType())) {
            return binary.hasData() ? binary.getData() : new byte[0];
        }
        return entry.hasResource() ? R4.encode(entry.getResource()) : new byte[0];
    }
}
