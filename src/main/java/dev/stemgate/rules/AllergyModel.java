// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How AllergyIntolerances are read ({@code model/allergies.yaml}). Immutable, thread-safe.
 *
 * @param traits what an allergy can be
 * @param noneKnown codes that say that there is no allergy
 * @param noneKnownWords texts that say so, in small letters
 * @param noInformation codes that say that nothing is known
 */
record AllergyModel(
        List<AllergyTrait> traits, CodeGroup noneKnown, Set<String> noneKnownWords, CodeGroup noInformation) {

    /** Features that rows may name beside the traits. */
    static final String ANY = "any";

    static final String HIGH_CRITICALITY = "high-criticality";

    AllergyModel {
        traits = List.copyOf(traits);
        Objects.requireNonNull(noneKnown, "noneKnown");
        noneKnownWords = Set.copyOf(noneKnownWords);
        Objects.requireNonNull(noInformation, "noInformation");
    }

    /** A negative statement: no coding says anything else. */
    boolean statesNone(Concept concept) {
        List<Code> coded = concept.codings().stream().filter(Code::hasCode).toList();
        return coded.isEmpty()
                ? Stream.concat(
                                Stream.of(concept.text()),
                                concept.codings().stream().map(Code::display))
                        .map(text -> AllergyTrait.plain(text).strip())
                        .anyMatch(noneKnownWords::contains)
                : coded.stream().allMatch(noneKnown::contains);
    }

    boolean saysNothing(Concept concept) {
        return concept.isEmpty()
                || concept.codings().stream().filter(Code::hasCode).anyMatch(noInformation::contains);
    }
}
