// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.fhir.read.Parsing.Parsed;
import dev.stemgate.fhir.read.Parsing.Unreadable;
import dev.stemgate.model.Gap;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.ResourceRef;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/**
 * Takes in what files and messages said of the patient, beside the EHR's own entries, through the same parser. Whose it is was decided
 * when it was matched; its dead letters were put then too. Thread-confined.
 */
final class ImportedIntake {

    /** Leads nowhere, at no server: the ids of a source mean nothing at the EHR. */
    private static final String ELSEWHERE = "urn:stemgate:medication-of-a-file";

    private static final String CONTAINED = "medication-of-the-file";

    private final RecordShelf shelf;
    private final BiConsumer<RecordKind, Gap> gaps;
    private final EntryParser parser = new EntryParser();

    ImportedIntake(RecordShelf shelf, BiConsumer<RecordKind, Gap> gaps) {
        this.shelf = shelf;
        this.gaps = gaps;
    }

    void add(ImportedEntry entry) {
        Optional<ObjectNode> tree = RecordTree.read(entry.json());
        if (tree.isEmpty()) {
            gap(entry, Parsing.Reason.UNREADABLE);
            return;
        }
        byte[] bytes = of(entry, tree.get()).toString().getBytes(StandardCharsets.UTF_8);
        Parsing parsing = parser.parse(bytes);
        if (parsing instanceof Unreadable unreadable) {
            gap(entry, unreadable.reason());
            unreadable.salvaged().ifPresent(resource -> keep(entry, bytes, resource));
        } else if (parsing instanceof Parsed parsed) {
            keep(entry, bytes, parsed.resource());
        }
    }

    /** The record under the name that evidence gives it, and with its Medication inside it. */
    private static ObjectNode of(ImportedEntry entry, ObjectNode record) {
        ResourceRef ref = entry.ref();
        record.put("id", ref.id());
        ObjectNode meta = record.get("meta") instanceof ObjectNode given ? given : record.putObject("meta");
        meta.put("versionId", ref.version());
        String medication = record.path("medicationReference").path("reference").asText();
        if (record.get("medicationReference") instanceof ObjectNode reference && !medication.startsWith("#")) {
            Optional<ObjectNode> known = entry.medication().flatMap(RecordTree::read);
            if (known.isPresent()) {
                known.get().put("id", CONTAINED);
                known.get().remove("contained");
                record.withArray("contained").add(known.get());
            }
            reference.put("reference", known.isPresent() ? "#" + CONTAINED : ELSEWHERE);
        }
        return record;
    }

    private void keep(ImportedEntry entry, byte[] bytes, Resource resource) {
        boolean counts = !(resource instanceof Patient)
                && !(resource instanceof Medication)
                && !OwnScreening.is(resource)
                && resource instanceof DomainResource;
        if (counts) {
            String id = entry.ref().id();
            shelf.put(new SearchPage.Record(entry.type(), Optional.of(id), "", "", bytes), (DomainResource) resource);
        }
    }

    private void gap(ImportedEntry entry, Parsing.Reason reason) {
        if (!entry.settled()) {
            Gap gap = new Gap(Gap.Cause.DEAD_LETTERED, entry.source() + " " + entry.place() + " " + reason.code());
            kinds(entry.type()).forEach(kind -> gaps.accept(kind, gap));
        }
    }

    private static List<RecordKind> kinds(String type) {
        List<RecordKind> named = Arrays.stream(RecordKind.values())
                .filter(kind -> kind.fhirType().equals(type))
                .toList();
        return named.isEmpty() && type.isEmpty()
                ? Arrays.stream(RecordKind.values())
                        .filter(kind -> kind != RecordKind.PATIENT)
                        .toList()
                : named;
    }
}
