// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Code;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What two records share when they name the same thing: the category of an ICD code (three characters; four for the external causes
 * of ICD-9-CM), the chemical subgroup of an ATC code (five characters), else the code itself, and the words where there is no code
 * (MODEL §2, "share a code or prefix category"). A drug of RxNorm is in the ATC subgroup of the ingredient that its list names.
 */
final class CodeCategory {

    private static final int ATC_SUBGROUP = 5;
    private static final Pattern ATC = Pattern.compile("[A-Z]\\d\\d[A-Z]{2}\\d\\d");
    private static final Pattern ATC_OF_INGREDIENT = Pattern.compile("->(" + ATC.pattern() + ")\\b");
    private static final Pattern ICD = Pattern.compile("(E9\\d\\d|[A-Z]\\d[0-9A-Z]|\\d{3})[0-9A-Z]{0,4}");
    /** SNOMED CT has six digits or more: the same number under any of its URIs is the same code. */
    private static final Pattern SNOMED = Pattern.compile("\\d{6,18}");

    private CodeCategory() {}

    /** The key of the ingredient that a list names for a drug; empty when it names none. */
    static Set<String> ofIngredient(String listNote) {
        Matcher ingredient = ATC_OF_INGREDIENT.matcher(listNote);
        return ingredient.find() ? Set.of(subgroup(ingredient.group(1))) : Set.of();
    }

    /** The keys of a code; never empty. A code element that holds two codes has a key for each. */
    static Set<String> of(Code code) {
        String value = code.code().strip().toUpperCase(Locale.ROOT);
        if (value.isEmpty()) {
            String words = code.display().strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
            return Set.of("words " + words);
        }
        return Stream.of(value.split("\\s+"))
                .map(part -> category(code.system(), part))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String category(String system, String value) {
        String named = system.toLowerCase(Locale.ROOT);
        String bare = value.replaceAll("[^0-9A-Z]", "");
        if (SNOMED.matcher(value).matches() && !named.contains("rxnorm")) {
            return "snomed " + value;
        }
        if (named.contains("atc") || ATC.matcher(bare).matches()) {
            return subgroup(bare);
        }
        Matcher icd = ICD.matcher(bare);
        return icd.matches() && !named.contains("rxnorm") ? "icd " + icd.group(1) : "code " + system + " " + value;
    }

    private static String subgroup(String atc) {
        return "atc " + atc.substring(0, Math.min(ATC_SUBGROUP, atc.length()));
    }
}
