// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.AllergyFact;
import dev.stemgate.model.AllergyFact.Reaction;
import dev.stemgate.model.Concept;
import dev.stemgate.rules.AllergyTrait.Sureness;
import dev.stemgate.terminology.RememberedConcepts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says what AllergyIntolerances are. Thread-safe. */
final class AllergyReader {

    /**
     * What a substance or a manifestation is, whoever reacts.
     *
     * @param saysNothing it is masked, or nothing is known
     * @param statesNone it says that there is no allergy
     * @param traits how sure each trait of the model is, in their order
     */
    private record Named(boolean saysNothing, boolean statesNone, List<Sureness> traits) {}

    private final AllergyModel model;
    private final RememberedConcepts<Named> named = new RememberedConcepts<>(this::name);

    AllergyReader(AllergyModel model) {
        this.model = model;
    }

    ClassifiedAllergy read(AllergyFact allergy) {
        Named substance = named.of(allergy.code());
        Map<String, String> features = new HashMap<>();
        if (!substance.statesNone()) {
            for (int at = 0; at < model.traits().size(); at++) {
                AllergyTrait trait = model.traits().get(at);
                Sureness sure = sureness(allergy, substance, at, trait.inReactions());
                if (sure != Sureness.NO) {
                    features.put(trait.id(), sure == Sureness.BY_WORDS ? "only its words match" : "");
                }
            }
            if (allergy.criticality() == AllergyFact.Criticality.HIGH) {
                features.put(AllergyModel.HIGH_CRITICALITY, "");
            }
            if (!substance.saysNothing() || !allergy.reactions().isEmpty()) {
                features.put(AllergyModel.ANY, "");
            }
        }
        return new ClassifiedAllergy(allergy, features, substance.saysNothing());
    }

    private Sureness sureness(AllergyFact allergy, Named substance, int trait, boolean manifestations) {
        Sureness surest = substance.traits().get(trait);
        for (Reaction reaction : allergy.reactions()) {
            surest = surer(surest, reaction.substance(), trait);
            if (manifestations) {
                for (Concept manifestation : reaction.manifestations()) {
                    surest = surer(surest, manifestation, trait);
                }
            }
        }
        return surest;
    }

    private Sureness surer(Sureness one, Concept concept, int trait) {
        Sureness other = named.of(concept).traits().get(trait);
        return one.compareTo(other) >= 0 ? one : other;
    }

    private Named name(Concept concept) {
        List<Sureness> traits = new ArrayList<>(model.traits().size());
        for (AllergyTrait trait : model.traits()) {
            traits.add(trait.of(concept));
        }
        return new Named(model.saysNothing(concept), model.statesNone(concept), List.copyOf(traits));
    }
}
