// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * A stretch of text within which negation and its like reach.
 *
 * @param words folded words in order
 * @param stems their stems, at the same places
 * @param contexts the contexts each word stands in; empty for plain ones
 */
record Clause(List<String> words, List<String> stems, List<Set<WordContext>> contexts) {

    Clause {
        words = List.copyOf(words);
        stems = List.copyOf(stems);
        contexts = List.copyOf(contexts);
    }

    /** What may be said of the words at these places: plain, history, remission, or the silent context that covers one. */
    WordContext contextOf(BitSet places) {
        WordContext found = WordContext.PLAIN;
        for (int place = places.nextSetBit(0); place >= 0; place = places.nextSetBit(place + 1)) {
            for (WordContext context : contexts.get(place)) {
                if (context.isSilent()) {
                    return context;
                }
                if (context.compareTo(found) > 0) {
                    found = context;
                }
            }
        }
        return found;
    }
}
