// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Code;
import dev.stemgate.terminology.Match;
import dev.stemgate.terminology.Remembered;
import java.util.Set;

/** The categories of codes ({@link CodeCategory}), each worked out once: patients have the same few thousand. Thread-safe. */
final class CodeCategories {

    private static final int MOST = 4096;

    private final Remembered<Code, Set<String>> ofCodes = new Remembered<>(MOST, CodeCategory::of);
    private final Remembered<String, Set<String>> ofNotes = new Remembered<>(MOST, CodeCategory::ofIngredient);

    Set<String> of(Code code) {
        return ofCodes.of(code);
    }

    /** With the category of the ingredient that the list names for a drug. */
    Set<String> of(Match match) {
        Set<String> code = ofCodes.of(match.code());
        Set<String> ingredient =
                match.listNote().isEmpty() || match.code().code().isBlank() ? Set.of() : ofNotes.of(match.listNote());
        return ingredient.isEmpty() ? code : SharedCategories.union(code, ingredient);
    }
}
