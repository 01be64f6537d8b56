// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.List;

/**
 * What a word must be, begin with, end with or hold. Never a part of a word unless a star says so. Immutable, thread-safe.
 *
 * @param core folded; a stem when neither side is open
 * @param openBefore other letters may stand before it
 * @param openAfter other letters may follow it
 */
record WordStem(String core, boolean openBefore, boolean openAfter) {

    /** The shortest stem that may stand inside a longer word: shorter ones are found by chance. */
    private static final int SHORTEST_OPEN = 3;

    private static final int SHORTEST_INSIDE = 5;

    /** The stem as written, once for each spelling of its umlauts. */
    static List<WordStem> of(String written) {
        boolean before = written.startsWith("*");
        boolean after = written.endsWith("*");
        return Words.spellings(written.replace("*", "")).stream()
                .map(core -> of(core, before, after))
                .distinct()
                .toList();
    }

    private static WordStem of(String core, boolean before, boolean after) {
        int shortest = before && after ? SHORTEST_INSIDE : before || after ? SHORTEST_OPEN : 1;
        if (core.length() < shortest) {
            throw new IllegalArgumentException("'" + core + "' is too short");
        }
        return new WordStem(before || after ? core : Words.stem(core), before, after);
    }

    boolean fits(String word, String stem) {
        if (openBefore && openAfter) {
            return word.contains(core);
        }
        if (openBefore) {
            return word.endsWith(core) || stem.endsWith(core);
        }
        return openAfter ? word.startsWith(core) : stem.equals(core);
    }
}
