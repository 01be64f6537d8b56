// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A pattern over whole words. {@code a b}: these words one after the other; {@code a + b}: both within one clause; {@code a|b}:
 * either; {@code a*}, {@code *a}, {@code *a*}: begins with, ends with, holds (German compounds, "osteosarcoma"); {@code !a}: not
 * in this clause. Words without a star are compared by their stems. An umlaut also matches its spelling with two letters (ae,
 * oe, ue). Immutable, thread-safe.
 */
final class WordPattern {

    /** One word of the pattern: any of the alternatives. */
    private record Element(List<WordStem> alternatives) {

        static Element of(String written) {
            return new Element(Arrays.stream(written.split("\\|"))
                    .flatMap(word -> WordStem.of(word).stream())
                    .toList());
        }

        boolean fits(String word, String stem) {
            for (WordStem alternative : alternatives) {
                if (alternative.fits(word, stem)) {
                    return true;
                }
            }
            return false;
        }

        /** The shorter the shortest alternative, the more texts hold it by chance. */
        int selectivity() {
            return alternatives.stream()
                    .mapToInt(stem -> stem.core().length())
                    .min()
                    .orElse(0);
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
                    .map(Element::of)
                    .toList();
            (not ? unwanted : wanted).add(sequence);
        }
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("no word in it");
        }
    }

    /** Stems of which a clause must hold at least one, else the pattern cannot match: what an index needs to know. */
    List<WordStem> anchors() {
        return wanted.stream()
                .flatMap(List::stream)
                .max(Comparator.comparingInt(Element::selectivity))
                .orElseThrow()
                .alternatives();
    }

    /**
     * The first places in the clause that fit, in one of the contexts where there is a choice; empty when it does not match, or
     * matches only in a silent context that is not asked for, or at a place that another pattern has taken.
     */
    Optional<BitSet> find(Clause clause, Set<WordContext> contexts, BitSet taken) {
        if (isUnwanted(clause)) {
            return Optional.empty();
        }
        BitSet all = new BitSet();
        for (List<Element> sequence : wanted) {
            List<BitSet> speaking = places(sequence, clause).stream()
                    .filter(places -> !places.intersects(taken) && speaks(clause.contextOf(places), contexts))
                    .toList();
            if (speaking.isEmpty()) {
                return Optional.empty();
            }
            all.or(speaking.stream()
                    .filter(places -> contexts.contains(clause.contextOf(places)))
                    .findFirst()
                    .orElse(speaking.get(0)));
        }
        return Optional.of(all);
    }

    private static boolean speaks(WordContext context, Set<WordContext> contexts) {
        return !context.isSilent() || contexts.contains(context);
    }

    /** Every place in the clause that fits, whatever its context; empty when it does not match. */
    BitSet everywhere(Clause clause) {
        BitSet all = new BitSet();
        if (isUnwanted(clause)) {
            return all;
        }
        for (List<Element> sequence : wanted) {
            List<BitSet> places = places(sequence, clause);
            if (places.isEmpty()) {
                return new BitSet();
            }
            places.forEach(all::or);
        }
        return all;
    }

    private boolean isUnwanted(Clause clause) {
        return unwanted.stream().anyMatch(sequence -> !places(sequence, clause).isEmpty());
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
