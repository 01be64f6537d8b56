// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Which of many patterns a clause can match at all, so that a text of ten words is not held against a thousand patterns. Each
 * pattern is entered under the stems of one of its words. Immutable once built, thread-safe.
 */
final class WordIndex {

    /** Patterns by stems of one kind, and the lengths that these stems have. */
    private static final class Stems {

        private final Map<String, BitSet> patterns = new HashMap<>();
        private final TreeSet<Integer> seen = new TreeSet<>();
        private int[] lengths = {};

        void add(String core, int pattern) {
            patterns.computeIfAbsent(core, key -> new BitSet()).set(pattern);
            if (seen.add(core.length())) {
                lengths = seen.stream().mapToInt(Integer::intValue).toArray();
            }
        }

        void collect(String core, BitSet found) {
            BitSet these = patterns.get(core);
            if (these != null) {
                found.or(these);
            }
        }
    }

    private final Stems whole = new Stems();
    private final Stems beginnings = new Stems();
    private final Stems endings = new Stems();
    private final Stems parts = new Stems();

    WordIndex(List<WordPattern> patterns) {
        for (int pattern = 0; pattern < patterns.size(); pattern++) {
            for (WordStem stem : patterns.get(pattern).anchors()) {
                stemsLike(stem).add(stem.core(), pattern);
            }
        }
    }

    private Stems stemsLike(WordStem stem) {
        if (stem.openBefore()) {
            return stem.openAfter() ? parts : endings;
        }
        return stem.openAfter() ? beginnings : whole;
    }

    /** The numbers of the patterns that may match; all others cannot. */
    BitSet candidates(Clause clause) {
        BitSet found = new BitSet();
        for (int place = 0; place < clause.words().size(); place++) {
            String word = clause.words().get(place);
            String stem = clause.stems().get(place);
            whole.collect(stem, found);
            for (int length : beginnings.lengths) {
                if (length > word.length()) {
                    break;
                }
                beginnings.collect(word.substring(0, length), found);
            }
            endingsOf(word, found);
            if (!stem.equals(word)) {
                endingsOf(stem, found);
            }
            partsOf(word, found);
        }
        return found;
    }

    private void endingsOf(String word, BitSet found) {
        for (int length : endings.lengths) {
            if (length > word.length()) {
                break;
            }
            endings.collect(word.substring(word.length() - length), found);
        }
    }

    private void partsOf(String word, BitSet found) {
        for (int length : parts.lengths) {
            for (int from = 0; from + length <= word.length(); from++) {
                parts.collect(word.substring(from, from + length), found);
            }
        }
    }
}
