// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the names of drugs (MODEL §3, "Drug names"): which criteria their ingredients bear on, and whether the lists know
 * every one of them. Immutable, thread-safe.
 */
final class DrugNames {

    /**
     * What a name says.
     *
     * @param entries the criteria that its ingredients or its brand bear on
     * @param known true when it is made up wholly of ingredients that the lists know
     */
    record Reading(List<CodeEntry> entries, boolean known) {}

    private final DrugWords words;
    private final OnFirstUse<DrugDictionary> dictionary;
    private final ContextGrammar grammar;
    private final Synonyms synonyms;

    DrugNames(DrugWords words, OnFirstUse<DrugDictionary> dictionary, ContextGrammar grammar, Synonyms synonyms) {
        this.words = words;
        this.dictionary = dictionary;
        this.grammar = grammar;
        this.synonyms = synonyms;
    }

    Reading read(String name) {
        DrugDictionary names = dictionary.get();
        List<String> parts = words.ingredientWords(name);
        boolean local = words.isLocal(name);
        Set<String> silent = silentWords(name);
        CodeEntries found = new CodeEntries();
        boolean known = !parts.isEmpty();
        int place = 0;
        while (place < parts.size()) {
            String ingredient = names.ingredientAt(parts, place);
            String brand = ingredient.isEmpty() ? names.brandAt(parts, place) : "";
            String key = ingredient.isEmpty() ? brand : ingredient;
            if (key.isEmpty() || silent.contains(parts.get(place))) {
                known = false;
                place++;
                continue;
            }
            Ingredient meant = ingredient.isEmpty() ? names.brand(brand) : names.ingredient(ingredient);
            known &= !ingredient.isEmpty() && meant.isKnown(local);
            meant.matching(local).stream()
                    .map(entry -> new CodeEntry(
                            entry.criterion(), entry.role(), entry.classes(), "drug named in the text: " + key))
                    .forEach(found::add);
            place += key.split(" ").length;
        }
        return new Reading(found.toList(), known);
    }

    /** True when the display names ingredients that the lists know and none of them is one of the code's. */
    boolean contradicts(String display, List<String> knownDisplays) {
        Set<String> said = ingredients(display);
        if (said.isEmpty() || knownDisplays.isEmpty()) {
            return false;
        }
        Set<String> saidWords = synonyms.content(String.join(" ", words.plainWords(display)));
        return knownDisplays.stream().allMatch(known -> {
            Set<String> meant = ingredients(known);
            return !meant.isEmpty()
                    && meant.stream().noneMatch(said::contains)
                    && !DisplayCheck.shares(saidWords, synonyms.content(String.join(" ", words.plainWords(known))));
        });
    }

    private Set<String> ingredients(String name) {
        DrugDictionary names = dictionary.get();
        List<String> parts = words.ingredientWords(name);
        Set<String> found = new HashSet<>();
        for (int place = 0; place < parts.size(); place++) {
            String key = names.ingredientAt(parts, place);
            if (!key.isEmpty()) {
                found.add(key);
            }
        }
        return found;
    }

    /** Words that the text denies or speaks of as prophylaxis. */
    private Set<String> silentWords(String name) {
        List<String> silent = new ArrayList<>();
        for (Clause clause : grammar.read(name)) {
            for (int place = 0; place < clause.words().size(); place++) {
                if (clause.contexts().get(place).stream().anyMatch(WordContext::isSilent)) {
                    silent.add(clause.words().get(place));
                }
            }
        }
        return silent.stream().map(DrugWords::normalise).collect(Collectors.toSet());
    }
}
