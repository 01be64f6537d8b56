// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.fhir.client.Origin;
import dev.stemgate.model.RecordKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Bundle;

/**
 * The answer to one search for several patients, page by page, sorted strictly by the reference of each record to its patient. What cannot
 * be sorted for certain makes the whole answer doubtful: then nothing of it is used, and the patients are read one by one. Mutable and
 * confined to one thread.
 */
public final class BatchAnswer {

    /** Why an answer is not used. */
    public enum Doubt {
        /** A record of a patient who was not asked for: the list may have been ignored. */
        FOREIGN_RECORD("a record of somebody who was not asked for"),
        /** A record that does not say whose it is, or cannot be read so far. */
        WITHOUT_SUBJECT("a record that does not say whose it is"),
        /** An entry that is neither asked for nor included. */
        OTHER_ENTRY("an entry of another kind"),
        /** An outcome that warns: something is kept back, capped or ignored. */
        WARNED("an outcome that warns"),
        /** Fewer records than the server itself counts. */
        FEWER_THAN_COUNTED("fewer records than were counted"),
        /** The pages lead away from the EHR, go round in a circle, or do not end. */
        PAGED_SHORT("pages that cannot be read to the last one");

        private final String words;

        Doubt(String words) {
            this.words = words;
        }

        /** For logs. */
        public String words() {
            return words;
        }
    }

    private record Included(SearchPage.Record entry, String id) {}

    private final BatchSearch search;
    private final References references;
    private final int maxPages;
    private final Map<String, String> addresses;
    private final Map<String, List<SearchPage.Entry>> matches = new LinkedHashMap<>();
    private final Map<String, Set<String>> medications = new HashMap<>();
    private final List<Included> included = new ArrayList<>();
    private final Map<String, String> fullUrls = new HashMap<>();
    private KindReading pages;
    private int counted;
    private int found;
    private Optional<Doubt> doubt = Optional.empty();

    /** @param addresses the full URLs under which the server gave the Patients, each with the id; see {@link #addresses()} */
    public BatchAnswer(BatchSearch search, Origin origin, int maxPages, Map<String, String> addresses) {
        this.search = Objects.requireNonNull(search, "search");
        this.references = new References(origin);
        this.maxPages = maxPages;
        this.addresses = Map.copyOf(addresses);
        restart();
    }

    public BatchSearch search() {
        return search;
    }

    /** The search begins again from its first page: what came before is thrown away. */
    public void restart() {
        pages = new KindReading(references.origin(), maxPages);
        matches.clear();
        medications.clear();
        included.clear();
        fullUrls.clear();
        search.patientIds().forEach(id -> matches.put(id, new ArrayList<>()));
        counted = 0;
        found = 0;
    }

    /**
     * Takes in a page.
     *
     * @return the URL of the next page; empty after the last one, and as soon as the answer is doubtful
     */
    public Optional<String> addPage(Bundle page) {
        return addPage(SearchPage.of(page), page.hasTotal() ? page.getTotal() : 0);
    }

    private Optional<String> addPage(SearchPage page, int total) {
        counted = Math.max(counted, total);
        page.entries().forEach(this::sort);
        Optional<String> next = pages.page(page.next());
        if (next.isEmpty() && page.next().isPresent()) {
            doubt(Doubt.PAGED_SHORT);
        }
        if (next.isEmpty() && found < counted) {
            doubt(Doubt.FEWER_THAN_COUNTED);
        }
        return doubt.isPresent() ? Optional.empty() : next;
    }

    /** Why the answer cannot be used; empty while it can. */
    public Optional<Doubt> doubt() {
        return doubt;
    }

    /** The full URLs of the Patients of this answer, each with its id: a server behind a proxy refers to them by its inner address. */
    public Map<String, String> addresses() {
        return Map.copyOf(fullUrls);
    }

    /** Who has at least one record, in the order asked. */
    public List<String> withRecords() {
        return search.patientIds().stream()
                .filter(id -> !matches.get(id).isEmpty())
                .toList();
    }

    /** The records of one patient, and what was included for them, as received. */
    public List<SearchPage.Entry> of(String patientId) {
        List<SearchPage.Entry> entries = new ArrayList<>(matches.get(patientId));
        Set<String> named = medications.getOrDefault(patientId, Set.of());
        included.stream()
                .filter(medication -> named.stream().anyMatch(name -> isNamed(medication, name)))
                .forEach(medication -> entries.add(medication.entry()));
        return entries;
    }

    /** False when a record of this patient names a Medication that did not come along: asked alone, the server may bring it. */
    public boolean isWhole(String patientId) {
        return medications.getOrDefault(patientId, Set.of()).stream()
                .allMatch(name -> included.stream().anyMatch(medication -> isNamed(medication, name)));
    }

    private boolean isNamed(Included medication, String name) {
        return name.equals(medication.entry().fullUrl())
                || references
                        .idOf(name, "Medication")
                        .filter(medication.id()::equals)
                        .isPresent();
    }

    /** Which records, by id (or content, without one), this answer holds of one patient. */
    public Set<String> keys(String patientId) {
        Set<String> keys = new TreeSet<>();
        for (SearchPage.Entry entry : matches.get(patientId)) {
            Optional<String> id = entry instanceof SearchPage.Record known ? known.id() : Optional.empty();
            keys.add(id.orElseGet(() -> UnreadableRecord.sha256(entry.bytes())));
        }
        return keys;
    }

    private void sort(SearchPage.Entry entry) {
        if (entry instanceof SearchPage.Outcome outcome) {
            if (outcome.severity() != SearchPage.Severity.INFORMATION) {
                doubt(Doubt.WARNED);
            }
        } else if (entry instanceof SearchPage.Record incoming) {
            if (incoming.type().equals(search.kind().fhirType())) {
                found++;
                match(incoming);
            } else if (incoming.type().equals("Medication") && incoming.id().isPresent()) {
                included.add(new Included(incoming, incoming.id().get()));
            } else {
                doubt(Doubt.OTHER_ENTRY);
            }
        }
    }

    private void match(SearchPage.Record entry) {
        Optional<RecordLinks> links = RecordLinks.of(search.kind(), entry.bytes());
        if (links.isEmpty()) {
            doubt(Doubt.WITHOUT_SUBJECT);
            return;
        }
        Optional<String> patient = search.kind() == RecordKind.PATIENT ? entry.id() : subject(links.get());
        if (patient.isEmpty()) {
            doubt(Doubt.WITHOUT_SUBJECT);
        } else if (!matches.containsKey(patient.get())) {
            doubt(Doubt.FOREIGN_RECORD);
        } else {
            matches.get(patient.get()).add(entry);
            note(patient.get(), entry, links.get());
        }
    }

    private void note(String patient, SearchPage.Record entry, RecordLinks links) {
        if (search.kind() == RecordKind.PATIENT && !entry.fullUrl().isEmpty()) {
            fullUrls.put(entry.fullUrl(), patient);
        }
        if (!links.medication().isEmpty() && !links.medication().startsWith("#")) {
            medications.computeIfAbsent(patient, id -> new HashSet<>()).add(links.medication());
        }
    }

    private Optional<String> subject(RecordLinks links) {
        return Optional.ofNullable(addresses.get(links.subject()))
                .or(() -> references.idOf(links.subject(), "Patient"));
    }

    private void doubt(Doubt reason) {
        doubt = doubt.or(() -> Optional.of(reason));
    }
}
