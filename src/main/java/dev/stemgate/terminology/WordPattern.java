// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A pattern over whole words. {@code a b}: these words one after the other; {@code a + b}: both within one clause; {@code a|b}:
 * either; {@code a*}, {@code *a}: begins or ends with (German compounds, "osteosarcoma"); {@code !a}: not in this clause.
 * Words without a star are compared by their stems. Immutable, thread-safe.
 */
final class WordPattern {

    /** One word of the pattern: any of the alternatives. */
    private record Element(List<Alternative> alternatives) {

        boolean fits(String word, String stem) {
            for (Alternative alternative : alternatives) {
                if (alternative.fits(word, stem)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** @param core what must be there; a stem when neither side is open */
    private record Alternative(String core, boolean openBefore, boolean openAfter) {

        static Alternative of(String written) {
            boolean before = written.startsWith("*");
            boolean after = written.endsWith("*");
            String core = Words.fold(written.replace("*", ""));
            if (core.isEmpty()) {
                throw new IllegalArgumentException("no word in it");
            }
            return new Alternative(before || after ? core : Words.stem(core), before, after);
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

    private final String text;
    private final List<List<Element>> wanted = new ArrayList<>();
    private final List<List<Element>> unwanted = new ArrayList<>();

    WordPattern(String text) {
        this.text = text.strip();
        for (String part : this.text.split("\\s+\\+\\s+|\\s+(?=!)")) {
            boolean not = part.startsWith("!");
            List<Element> sequence = Arrays.stream(
                            (not ? part.substring(1) : part).strip().split("\\s+"))
                    .map(WordPattern::element)
                    .toList();
            (not ? unwanted : wanted).add(sequence);
        }
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("no word in it");
        }
    }

    private static Element element(String word) {
        return new Element(Arrays.stream(word.split("\\|")).map(Alternative::of).toList());
    }

    /** The first places in the clause that fit; empty when it does not match, or matches only in a silent context. */
    Optional<BitSet> find(Clause clause) {
        if (unwanted.stream().anyMatch(sequence -> !places(sequence, clause).isEmpty())) {
            return Optional.empty();
        }
        BitSet all = new BitSet();
        for (List<Element> sequence : wanted) {
            Optional<BitSet> speaking = places(sequence, clause).stream()
                    .filter(places -> !clause.contextOf(places).isSilent())
                    .findFirst();
            if (speaking.isEmpty()) {
                return Optional.empty();
            }
            all.or(speaking.get());
        }
        return Optional.of(all);
    }

    private static List<BitSet> places(List<Element> sequence, Clause clause) {
        List<BitSet> found = new ArrayList<>(0);
        for (int start = 0; start + sequence.size() <= clause.words().size(); start++) {
            int length = 0;
            while (length < sequence.size()
                    && sequence.get(length)
                            .fits(
                                    clause.words().get(start + length),
                                    clause.stems().get(start + length))) {
                length++;
            }
            if (length == sequence.size()) {
                BitSet places = new BitSet();
                places.set(start, start + length);
                found.add(places);
            }
        }
        return found;
    }

    @Override
    public String toString() {
        return text;
    }
}
