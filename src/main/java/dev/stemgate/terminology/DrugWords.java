// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Words of a drug's name that are not its ingredient: units, dose forms, salts, packs; and which forms act locally only.
 * Data: {@code model/words/drug-words.tsv}. Immutable, thread-safe.
 */
final class DrugWords {

    private static final int LONGEST_UNCHANGED = 6;

    private final Set<String> noise = new HashSet<>();
    private final Set<String> salts = new HashSet<>();
    private final Set<String> local = new HashSet<>();

    private DrugWords() {}

    static DrugWords of(TsvFile file) {
        DrugWords words = new DrugWords();
        for (TsvFile.Row row : file.rows()) {
            List<String> listed = Words.of(file.require(row, "words"));
            switch (file.require(row, "what")) {
                case "noise" -> words.noise.addAll(listed);
                case "salt" -> words.salts.addAll(listed);
                case "local" -> {
                    words.noise.addAll(listed);
                    words.local.addAll(listed);
                }
                default ->
                    throw file.wrong(row, "'" + file.get(row, "what") + "' is unknown", "use noise, salt or local");
            }
        }
        return words;
    }

    /** True for a form that acts where it is applied: eye, ear, nose, skin, lung. */
    boolean isLocal(String name) {
        return Words.of(name).stream().anyMatch(local::contains);
    }

    /** The words that may be ingredients, in order, with the endings of languages made alike (azathioprin, azathioprine). */
    List<String> ingredientWords(String name) {
        return plainWords(name).stream().map(DrugWords::normalise).toList();
    }

    /** The words that may be ingredients as written, folded. Salts are left out unless there is nothing else. */
    List<String> plainWords(String name) {
        List<String> kept = new ArrayList<>();
        List<String> saltsOnly = new ArrayList<>();
        for (String word : Words.of(name)) {
            if (!endsIngredient(word)) {
                (salts.contains(word) ? saltsOnly : kept).add(word);
            }
        }
        return kept.isEmpty() ? saltsOnly : kept;
    }

    /** True when a strength or a dose form begins at this word. */
    boolean endsIngredient(String word) {
        return Character.isDigit(word.charAt(0)) || noise.contains(word);
    }

    static String normalise(String word) {
        int length = word.length();
        if (length <= LONGEST_UNCHANGED) {
            return word;
        }
        if (word.endsWith("um")) {
            return word.substring(0, length - 2);
        }
        return "aeo".indexOf(word.charAt(length - 1)) >= 0 ? word.substring(0, length - 1) : word;
    }
}
