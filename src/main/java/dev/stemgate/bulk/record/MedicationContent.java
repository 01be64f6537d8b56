// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.record;

import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a Medication names.
 *
 * @param code {@code code}, where there is one
 * @param ingredients in the order received
 * @param labels {@code meta.security}
 */
public record MedicationContent(Optional<Concept> code, List<Ingredient> ingredients, List<Code> labels) {

    public MedicationContent {
        Objects.requireNonNull(code, "code");
        ingredients = List.copyOf(ingredients);
        labels = List.copyOf(labels);
    }

    /** One ingredient. */
    public sealed interface Ingredient {}

    /** An ingredient whose concept is known. */
    public record Named(Concept concept) implements Ingredient {
        public Named {
            Objects.requireNonNull(concept, "concept");
        }
    }

    /**
     * An ingredient that is another Medication.
     *
     * @param medicationId empty when the reference leads nowhere
     * @param display what the reference calls it; may be empty
     */
    public record Referred(String medicationId, String display) implements Ingredient {
        public Referred {
            Objects.requireNonNull(medicationId, "medicationId");
            Objects.requireNonNull(display, "display");
        }
    }

    /** The concepts that count, and whether nothing is missing. */
    public record Drugs(List<Concept> drugs, boolean resolved) {
        public Drugs {
            drugs = List.copyOf(drugs);
        }
    }

    /** Ids of other Medications that have to be known first. */
    public List<String> medicationIds() {
        return ingredients.stream()
                .filter(Referred.class::isInstance)
                .map(ingredient -> ((Referred) ingredient).medicationId())
                .filter(id -> !id.isEmpty())
                .toList();
    }

    /** @param conceptOf the code of another Medication, by its id */
    public Drugs drugs(Function<String, Optional<Concept>> conceptOf) {
        List<Concept> drugs = new ArrayList<>();
        boolean resolved = true;
        code.ifPresent(drugs::add);
        for (Ingredient ingredient : ingredients) {
            if (ingredient instanceof Named named) {
                drugs.add(named.concept());
            } else if (ingredient instanceof Referred referred) {
                Optional<Concept> found = conceptOf.apply(referred.medicationId());
                found.or(() -> words(referred.display())).ifPresent(drugs::add);
                resolved &= found.isPresent();
            }
        }
        if (drugs.isEmpty() && resolved) {
            drugs.add(Concept.nothing());
        }
        return new Drugs(drugs, resolved);
    }

    private static Optional<Concept> words(String display) {
        return display.isEmpty() ? Optional.empty() : Optional.of(Concept.text(display));
    }
}
