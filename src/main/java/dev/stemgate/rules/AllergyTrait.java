// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Something an allergy can be, for instance anaphylaxis or an allergy to a part of the product ({@code model/allergies.yaml}).
 *
 * @param id name that rows use
 * @param group its codes
 * @param words its names, in small letters; each must stand in the text as whole words
 * @param certainWords those of the words that name it as surely as a code would
 * @param inReactions manifestations are looked at too
 */
record AllergyTrait(String id, CodeGroup group, List<String> words, Set<String> certainWords, boolean inReactions) {

    /** How sure it is that an allergy is this. */
    enum Sureness {
        NO,
        BY_WORDS,
        CERTAIN
    }

    AllergyTrait {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(group, "group");
        words = List.copyOf(words);
        certainWords = Set.copyOf(certainWords);
    }

    Sureness of(Concept concept) {
        if (concept.codings().stream().filter(Code::hasCode).anyMatch(group::contains)) {
            return Sureness.CERTAIN;
        }
        Sureness found = Sureness.NO;
        List<String> texts = Stream.concat(
                        Stream.of(concept.text()), concept.codings().stream().map(Code::display))
                .map(AllergyTrait::plain)
                .toList();
        for (String word : words) {
            if (texts.stream().anyMatch(text -> text.contains(" " + word + " "))) {
                found = certainWords.contains(word)
                        ? Sureness.CERTAIN
                        : found == Sureness.NO ? Sureness.BY_WORDS : found;
            }
        }
        return found;
    }

    /** Whole words in small letters between blanks. */
    static String plain(String text) {
        return " "
                + text.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}]+", " ")
                        .strip() + " ";
    }
}
