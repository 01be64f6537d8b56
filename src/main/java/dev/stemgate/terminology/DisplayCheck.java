// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Does a display name something else than its code (MODEL §3, "Code against display")?
 *
 * <p>Only stated where a display of the code is known (SNOMED CT, RxNorm); of an ICD or ATC code no list gives displays. Said
 * only when no content word is shared, after stems and synonyms, nor a common beginning of five letters, nor an
 * abbreviation; and when at least half of the display's words are words of the lists, so that a display in a language or of
 * a brand that nobody here knows contradicts nothing: a `present` must not be lost to a translation. Immutable, thread-safe.
 */
final class DisplayCheck {

    private static final int COMMON_BEGINNING = 5;
    private static final int LONGEST_ABBREVIATION = 6;

    private final Synonyms synonyms;
    private final OnFirstUse<Set<String>> vocabulary;

    DisplayCheck(Synonyms synonyms, Iterable<KnownCode> codes) {
        this.synonyms = synonyms;
        this.vocabulary = new OnFirstUse<>(() -> vocabulary(synonyms, codes));
    }

    private static Set<String> vocabulary(Synonyms synonyms, Iterable<KnownCode> codes) {
        Set<String> words = new HashSet<>();
        for (KnownCode code : codes) {
            code.displays().forEach(display -> words.addAll(synonyms.content(display)));
        }
        return words;
    }

    boolean contradicts(String display, List<String> knownDisplays) {
        Set<String> said = synonyms.content(display);
        if (said.isEmpty() || knownDisplays.isEmpty()) {
            return false;
        }
        for (String known : knownDisplays) {
            Set<String> meant = synonyms.content(known);
            if (meant.isEmpty() || shares(said, meant) || abbreviates(display, known) || abbreviates(known, display)) {
                return false;
            }
        }
        long understood = said.stream().filter(vocabulary.get()::contains).count();
        return understood * 2 >= said.size();
    }

    static boolean shares(Set<String> said, Set<String> meant) {
        return said.stream().anyMatch(word -> meant.stream().anyMatch(other -> alike(word, other)));
    }

    private static boolean alike(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        if (one.length() < COMMON_BEGINNING || other.length() < COMMON_BEGINNING) {
            return false;
        }
        return one.regionMatches(0, other, 0, COMMON_BEGINNING) || one.contains(other) || other.contains(one);
    }

    /** True when a content word of the one is made of the initials of words in the other: COPD, MI, AIDS. */
    private boolean abbreviates(String one, String other) {
        StringBuilder initials = new StringBuilder();
        Words.of(other).forEach(word -> initials.append(word.charAt(0)));
        return Words.of(one).stream()
                .filter(word -> word.length() > 1 && word.length() <= LONGEST_ABBREVIATION && !synonyms.isEmpty(word))
                .anyMatch(word -> initials.indexOf(word) >= 0);
    }
}
