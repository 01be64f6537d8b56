// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.bulk.record.MedicationContent;
import dev.stemgate.bulk.record.MedicationContent.Ingredient;
import dev.stemgate.bulk.record.MedicationContent.Named;
import dev.stemgate.bulk.record.MedicationContent.Referred;
import dev.stemgate.bulk.record.Naming;
import dev.stemgate.model.Concept;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;

/** What a Medication names, where the Medications it refers to are not read yet: {@link MedicationCatalog} with the look-up left open. */
record MedicationContents(References references) {

    /** @param holder on which contained resources hang: the Medication itself when it stands alone */
    MedicationContent of(DomainResource holder, Medication medication) {
        List<Ingredient> ingredients = new ArrayList<>();
        for (Medication.MedicationIngredientComponent ingredient : medication.getIngredient()) {
            Type item = ingredient.getItem();
            if (item instanceof CodeableConcept concept) {
                ingredients.add(new Named(Concepts.of(concept)));
            } else if (item instanceof Reference reference) {
                ingredients.add(referred(holder, reference));
            }
        }
        return new MedicationContent(
                medication.hasCode() ? Optional.of(Concepts.of(medication.getCode())) : Optional.empty(),
                ingredients,
                Concepts.labels(medication.getMeta()));
    }

    Naming naming(DomainResource record) {
        if (!(MedicationMapper.medicationOf(record).orElse(null) instanceof Reference reference)) {
            return Naming.SETTLED;
        }
        String target = Concepts.text(reference.getReference());
        if (!target.startsWith("#")) {
            return references
                    .idOf(target, "Medication")
                    .<Naming>map(Naming.ByReference::new)
                    .orElse(Naming.SETTLED);
        }
        if (MedicationCatalog.contained(record, target).orElse(null) instanceof Medication medication) {
            MedicationContent content = of(record, medication);
            return content.medicationIds().isEmpty() ? Naming.SETTLED : new Naming.Contained(content);
        }
        return Naming.SETTLED;
    }

    private Ingredient referred(DomainResource holder, Reference reference) {
        String target = Concepts.text(reference.getReference());
        String display = Concepts.text(reference.getDisplay());
        if (target.startsWith("#")) {
            Optional<Resource> inner = MedicationCatalog.contained(holder, target);
            Optional<Concept> concept = inner.flatMap(MedicationCatalog::conceptOf);
            return concept.<Ingredient>map(Named::new).orElseGet(() -> new Referred("", display));
        }
        return new Referred(references.idOf(target, "Medication").orElse(""), display);
    }
}
