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
    private record Element(List<String> alternatives) {

        boolean fits(String word, String stem) {
            return alternatives.stream().anyMatch(alternative -> {
                boolean head = alternative.startsWith("*");
                boolean tail = alternative.endsWith("*");
                String core = alternative.replace("*", "");
                if (head && tail) {
                    return word.contains(core);
                }
                if (head) {
                    return word.endsWith(core) || stem.endsWith(core);
                }
                return tail ? word.startsWith(core) : stem.equals(core);
            });
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
        if (wanted.isEmpty()
                || wanted.stream()
                        .flatMap(List::stream)
                        .flatMap(element -> element.alternatives().stream())
                        .anyMatch(alternative -> alternative.replace("*", "").isEmpty())) {
            throw new IllegalArgumentException("no word in it");
        }
    }

    private static Element element(String word) {
        return new Element(Arrays.stream(word.split("\\|"))
                .map(alternative ->
                        alternative.contains("*") ? Words.fold(alternative) : Words.stem(Words.fold(alternative)))
                .toList());
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
        List<BitSet> found = new ArrayList<>();
        for (int start = 0; start + sequence.size() <= clause.words().size(); start++) {
            int at = start;
            if (sequence.stream().allMatch(new InOrder(clause, at)::next)) {
                BitSet places = new BitSet();
                places.set(start, start + sequence.size());
                found.add(places);
            }
        }
        return found;
    }

    /** Walks along the words of a clause from a place on. */
    private static final class InOrder {
        private final Clause clause;
        private int at;

        InOrder(Clause clause, int at) {
            this.clause = clause;
            this.at = at;
        }

        boolean next(Element element) {
            boolean fits = element.fits(clause.words().get(at), clause.stems().get(at));
            at++;
            return fits;
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
