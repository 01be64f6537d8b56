// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Finds codes by their displays, folded and without punctuation. Of each display only a hash and the number of its code are held; the
 * words are read again from the lists to be sure. Immutable, thread-safe.
 */
final class DisplayIndex {

    /** Lower bits hold the number of the code, the others a part of the hash. */
    private static final int NUMBER_BITS = 24;

    private static final long NUMBER = (1L << NUMBER_BITS) - 1;

    private final List<KnownCode> codes;
    private final long[] sorted;

    /** @param codes quick to get one by one */
    DisplayIndex(List<KnownCode> codes) {
        if (codes.size() > NUMBER) {
            throw new IllegalArgumentException("more codes than can be numbered");
        }
        this.codes = codes;
        this.sorted = IntStream.range(0, codes.size())
                .mapToObj(number -> codes.get(number).displays().stream()
                        .mapToLong(display -> hash(Words.phrase(display)) | number))
                .flatMapToLong(numbers -> numbers)
                .sorted()
                .distinct()
                .toArray();
    }

    /** The codes of a domain that have a display with these words, in the order of the lists. */
    List<KnownCode> find(String text, Terminology.Domain domain) {
        String phrase = Words.phrase(text);
        long hash = hash(phrase);
        int found = Arrays.binarySearch(sorted, hash);
        int from = found < 0 ? -found - 1 : found;
        return LongStream.range(from, sorted.length)
                .map(at -> sorted[(int) at])
                .takeWhile(entry -> (entry & ~NUMBER) == hash)
                .mapToObj(entry -> codes.get((int) (entry & NUMBER)))
                .filter(code -> code.domain() == domain
                        && code.displays().stream()
                                .anyMatch(display -> Words.phrase(display).equals(phrase)))
                .toList();
    }

    /** All of them in one domain. */
    Set<String> phrases(Terminology.Domain domain) {
        Set<String> phrases = new TreeSet<>();
        for (KnownCode code : codes) {
            if (code.domain() == domain) {
                code.displays().forEach(display -> phrases.add(Words.phrase(display)));
            }
        }
        return phrases;
    }

    /** A hash (FNV-1a) whose lower bits are left free. */
    private static long hash(String phrase) {
        long hash = 0xCBF29CE484222325L;
        for (int at = 0; at < phrase.length(); at++) {
            hash = (hash ^ phrase.charAt(at)) * 0x100000001B3L;
        }
        return hash & ~NUMBER;
    }
}
