// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Substance;
import org.hl7.fhir.r4.model.Type;

/** The Medications read so far, and what a medication[x] means with them. Thread-confined. */
final class MedicationCatalog {

    /**
     * What a medication[x] names.
     *
     * @param drugs the medication's concept and those of its ingredients
     * @param resolved false when a reference leads nowhere yet
     * @param labels security labels of the Medication
     */
    record Drugs(List<Concept> drugs, boolean resolved, List<Code> labels) {}

    private final References references;
    private final Map<String, Medication> byId = new HashMap<>();
    private final Map<String, Medication> byFullUrl = new HashMap<>();

    MedicationCatalog(References references) {
        this.references = references;
    }

    void add(Medication medication, String fullUrl) {
        String id = Concepts.text(medication.getIdElement().getIdPart());
        if (!id.isEmpty()) {
            byId.put(id, medication);
        }
        if (!fullUrl.isEmpty()) {
            byFullUrl.put(fullUrl, medication);
        }
    }

    Drugs drugs(DomainResource record, Type medication) {
        if (medication instanceof CodeableConcept concept) {
            return new Drugs(List.of(Concepts.of(concept)), true, List.of());
        }
        if (!(medication instanceof Reference reference)) {
            return new Drugs(List.of(), false, List.of());
        }
        Optional<Resource> found = find(record, reference);
        if (found.isEmpty()) {
            String display = Concepts.text(reference.getDisplay());
            return new Drugs(display.isEmpty() ? List.of() : List.of(Concept.text(display)), false, List.of());
        }
        return found.get() instanceof Medication resolved
                ? drugs(record, resolved)
                : new Drugs(List.of(), false, List.of());
    }

    /** Ids of Medications that are referred to and not here: to be read by id. */
    List<String> missing(Collection<? extends DomainResource> records) {
        Set<String> ids = new LinkedHashSet<>();
        for (DomainResource record : records) {
            if (MedicationMapper.medicationOf(record).orElse(null) instanceof Reference reference) {
                missing(record, reference, ids);
                if (find(record, reference).orElse(null) instanceof Medication found) {
                    ingredientReferences(found).forEach(inner -> missing(holder(record, found), inner, ids));
                }
            }
        }
        return List.copyOf(ids);
    }

    private void missing(DomainResource record, Reference reference, Set<String> ids) {
        if (find(record, reference).isEmpty()) {
            references.idOf(reference.getReference(), "Medication").ifPresent(ids::add);
        }
    }

    private Drugs drugs(DomainResource record, Medication medication) {
        List<Concept> drugs = new ArrayList<>();
        boolean resolved = true;
        if (medication.hasCode()) {
            drugs.add(Concepts.of(medication.getCode()));
        }
        for (Medication.MedicationIngredientComponent ingredient : medication.getIngredient()) {
            if (ingredient.getItem() instanceof CodeableConcept concept) {
                drugs.add(Concepts.of(concept));
            } else if (ingredient.getItem() instanceof Reference reference) {
                Optional<Concept> concept =
                        find(holder(record, medication), reference).flatMap(MedicationCatalog::conceptOf);
                concept.or(() -> Optional.of(Concepts.text(reference.getDisplay()))
                                .filter(display -> !display.isEmpty())
                                .map(Concept::text))
                        .ifPresent(drugs::add);
                resolved &= concept.isPresent();
            }
        }
        if (drugs.isEmpty() && resolved) {
            drugs.add(Concept.nothing());
        }
        return new Drugs(drugs, resolved, Concepts.labels(medication.getMeta()));
    }

    static Optional<Concept> conceptOf(Resource resource) {
        if (resource instanceof Medication medication && medication.hasCode()) {
            return Optional.of(Concepts.of(medication.getCode()));
        }
        return resource instanceof Substance substance && substance.hasCode()
                ? Optional.of(Concepts.of(substance.getCode()))
                : Optional.empty();
    }

    private static Stream<Reference> ingredientReferences(Medication medication) {
        return medication.getIngredient().stream()
                .map(Medication.MedicationIngredientComponent::getItem)
                .filter(Reference.class::isInstance)
                .map(Reference.class::cast);
    }

    /** Contained resources hang on the outermost record: on the Medication if it stands alone, else on the record that contains it. */
    private static DomainResource holder(DomainResource record, Medication medication) {
        return record.getContained().contains(medication) ? record : medication;
    }

    private Optional<Resource> find(DomainResource record, Reference reference) {
        String target = Concepts.text(reference.getReference());
        if (target.startsWith("#")) {
            return contained(record, target);
        }
        return Optional.<Resource>ofNullable(byFullUrl.get(target))
                .or(() -> references.idOf(target, "Medication").map(byId::get));
    }

    /** The contained resource that a reference with a hash sign means. */
    static Optional<Resource> contained(DomainResource record, String target) {
        return record.getContained().stream()
                .filter(inner -> bare(inner.getIdElement().getValue()).equals(bare(target)))
                .findFirst();
    }

    private static String bare(String id) {
        String text = Concepts.text(id);
        return text.startsWith("#") ? text.substring(1) : text;
    }
}
