// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.AllergyFact;
import dev.stemgate.model.AllergyFact.Reaction;
import dev.stemgate.model.Concept;
import dev.stemgate.rules.AllergyTrait.Sureness;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An AllergyIntolerance with what it is.
 *
 * @param fact the AllergyIntolerance
 * @param features traits of the model, high criticality, and {@link AllergyModel#ANY} for every allergy that is one; each with
 *     the doubt that it is, empty when there is none
 * @param saysNothing the substance is masked, or the record says that nothing is known
 */
record ClassifiedAllergy(AllergyFact fact, Map<String, String> features, boolean saysNothing) {

    ClassifiedAllergy {
        Objects.requireNonNull(fact, "fact");
        features = Map.copyOf(features);
    }

    static ClassifiedAllergy of(AllergyFact allergy, AllergyModel model) {
        boolean saysNothing = model.saysNothing(allergy.code());
        Map<String, String> features = new TreeMap<>();
        if (!model.statesNone(allergy.code())) {
            for (AllergyTrait trait : model.traits()) {
                Sureness sure = sureness(trait, allergy);
                if (sure != Sureness.NO) {
                    features.put(trait.id(), sure == Sureness.BY_WORDS ? "only its words match" : "");
                }
            }
            if (allergy.criticality() == AllergyFact.Criticality.HIGH) {
                features.put(AllergyModel.HIGH_CRITICALITY, "");
            }
            if (!saysNothing || !allergy.reactions().isEmpty()) {
                features.put(AllergyModel.ANY, "");
            }
        }
        return new ClassifiedAllergy(allergy, features, saysNothing);
    }

    boolean counts() {
        return AllergyStanding.counts(fact);
    }

    private static Sureness sureness(AllergyTrait trait, AllergyFact allergy) {
        Stream<Concept> reactions =
                allergy.reactions().stream().flatMap(reaction -> concepts(reaction, trait.inReactions()));
        return Stream.concat(Stream.of(allergy.code()), reactions)
                .map(trait::of)
                .reduce(Sureness.NO, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }

    private static Stream<Concept> concepts(Reaction reaction, boolean manifestations) {
        Stream<Concept> substance = Stream.of(reaction.substance());
        return manifestations ? Stream.concat(substance, reaction.manifestations().stream()) : substance;
    }
}
