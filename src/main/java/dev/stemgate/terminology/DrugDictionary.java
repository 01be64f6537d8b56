// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ingredients and brands that the drug lists name, derived from their displays ("amlodipine 5 MG / benazepril hydrochloride 20
 * MG Oral Capsule [Lotrel]") and notes ("ingredient amlodipine->C07FB07"). Immutable once built, thread-safe.
 */
final class DrugDictionary {

    private static final int LONGEST_NAME = 6;
    private static final int SHORTEST_BRAND = 4;

    /** How SNOMED CT joins the ingredients of a combination. */
    private static final String COMBINED = " and ";

    private static final Pattern BRAND = Pattern.compile("\\[([^\\]]+)\\]");
    private static final Pattern BRACKET = Pattern.compile("[{}()]");
    private static final Pattern SLASH = Pattern.compile("\\s/\\s");
    private static final Pattern NOTED = Pattern.compile("ingredient ([\\p{L}][^;>]*?)(?:->[A-Z0-9]+)?\\s*(?:;|$)");

    private final DrugWords words;
    private final Map<String, Ingredient> ingredients = new HashMap<>();
    private final Map<String, Ingredient> brands = new HashMap<>();

    DrugDictionary(DrugWords words, ExactTable codes) {
        this.words = words;
        codes.of(CodeSystem.RXNORM).forEach(this::addRxNorm);
        codes.of(CodeSystem.SNOMED).stream()
                .filter(code -> code.domain() == Terminology.Domain.DRUG)
                .forEach(this::addNoted);
    }

    /** The longest name of an ingredient that begins at this place; empty string when none does. */
    String ingredientAt(List<String> name, int place) {
        return longest(ingredients, name, place);
    }

    String brandAt(List<String> name, int place) {
        return longest(brands, name, place);
    }

    Ingredient ingredient(String key) {
        return ingredients.get(key);
    }

    Ingredient brand(String key) {
        return brands.get(key);
    }

    private static String longest(Map<String, Ingredient> dictionary, List<String> name, int place) {
        for (int end = Math.min(name.size(), place + LONGEST_NAME); end > place; end--) {
            String key = String.join(" ", name.subList(place, end));
            if (dictionary.containsKey(key)) {
                return key;
            }
        }
        return "";
    }

    private void addRxNorm(KnownCode code) {
        for (String display : code.displays()) {
            boolean local = words.isLocal(display);
            Set<String> named = new HashSet<>(words.ingredientWords(display));
            List<String> parts = parts(display);
            boolean harmless = code.matching().isEmpty();
            if (harmless) {
                parts.forEach(part -> ingredients
                        .computeIfAbsent(part, key -> new Ingredient())
                        .addHarmless(local));
            }
            if (parts.size() == 1) {
                ingredients
                        .computeIfAbsent(parts.get(0), key -> new Ingredient())
                        .addAlone(code.entries());
            }
            for (CodeEntry entry : code.entries()) {
                noted(entry, named).ifPresent(name -> add(name, entry, local));
                if (parts.size() == 1) {
                    add(parts.get(0), entry, local);
                }
            }
            if (!harmless) {
                addBrands(display, code.matching(), local);
            }
        }
    }

    private void addNoted(KnownCode code) {
        for (String display : code.displays()) {
            boolean local = words.isLocal(display);
            Set<String> named = new HashSet<>(words.ingredientWords(display));
            for (CodeEntry entry : code.entries()) {
                noted(entry, named).ifPresent(name -> {
                    add(name, entry, local);
                    if (!display.contains(COMBINED)) {
                        ingredients.get(name).addAlone(List.of(entry));
                    }
                });
            }
        }
    }

    private void addBrands(String display, List<CodeEntry> entries, boolean local) {
        Matcher matcher = BRAND.matcher(display);
        while (matcher.find()) {
            String brand = String.join(" ", words.ingredientWords(matcher.group(1)));
            if (brand.length() >= SHORTEST_BRAND) {
                Ingredient of = brands.computeIfAbsent(brand, key -> new Ingredient());
                entries.forEach(entry -> of.add(entry, local));
            }
        }
    }

    private void add(String name, CodeEntry entry, boolean local) {
        ingredients.computeIfAbsent(name, key -> new Ingredient()).add(entry, local);
    }

    /** The ingredient that a note names, when the display holds it; some notes name a group instead. */
    private Optional<String> noted(CodeEntry entry, Set<String> display) {
        Matcher matcher = NOTED.matcher(entry.note());
        String name = "";
        while (matcher.find()) {
            name = matcher.group(1);
        }
        List<String> key = words.ingredientWords(name);
        return !key.isEmpty() && display.containsAll(key) ? Optional.of(String.join(" ", key)) : Optional.empty();
    }

    /** The ingredients of an RxNorm name: what stands before the strength of each part. */
    private List<String> parts(String display) {
        List<String> parts = new ArrayList<>();
        String plain = BRACKET.matcher(BRAND.matcher(display).replaceAll(" ")).replaceAll(" / ");
        for (String part : SLASH.split(plain)) {
            List<String> name = new ArrayList<>();
            for (String word : Words.of(part)) {
                if (!words.endsIngredient(word)) {
                    name.add(word);
                } else if (!name.isEmpty()) {
                    break;
                }
            }
            String key = String.join(" ", words.ingredientWords(String.join(" ", name)));
            if (!key.isEmpty() && !parts.contains(key)) {
                parts.add(key);
            }
        }
        return parts;
    }
}
