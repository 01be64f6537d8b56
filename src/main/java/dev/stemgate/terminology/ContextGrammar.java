// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Recognises negation, family history, screening, exposure, prophylaxis, history and remission by cue phrases that govern the
 * words after or before them up to the end of the clause. The longest cue at a place wins ("family history of" over "history
 * of", "cannot be excluded" over "excluded"). The cues are data ({@code model/words/context.tsv}). Immutable, thread-safe.
 */
final class ContextGrammar {

    /** Semicolon, line end, and a full stop that ends a word of three letters or more (not "V.a."). */
    private static final Pattern SENTENCE = Pattern.compile("[;!?\\r\\n\\u2022]+|(?<=[\\p{L}\\p{N}]{3})\\.(?=\\s|$)");

    /** @param context empty for a cue that only keeps others from matching ("HER2 negative", "cannot be excluded") */
    private record Cue(List<String> words, Optional<WordContext> context, boolean governsAfter, int reach) {

        boolean standsAt(List<String> text, int place) {
            return place + words.size() <= text.size()
                    && text.subList(place, place + words.size()).equals(words);
        }
    }

    private final Map<String, List<Cue>> cuesByFirstWord = new HashMap<>();
    private final Set<String> boundaries = new HashSet<>();

    private ContextGrammar() {}

    static ContextGrammar of(TsvFile file) {
        ContextGrammar grammar = new ContextGrammar();
        for (TsvFile.Row row : file.rows()) {
            file.require(row, "source");
            for (String spelling : Words.spellings(file.require(row, "cue"))) {
                grammar.add(file, row, Words.of(spelling));
            }
        }
        Comparator<Cue> longestFirst =
                Comparator.comparingInt((Cue cue) -> cue.words().size()).reversed();
        grammar.cuesByFirstWord.values().forEach(cues -> cues.sort(longestFirst));
        return grammar;
    }

    private void add(TsvFile file, TsvFile.Row row, List<String> words) {
        String context = file.require(row, "context");
        if (context.equals("boundary")) {
            boundaries.addAll(words);
        } else {
            cuesByFirstWord
                    .computeIfAbsent(words.get(0), key -> new ArrayList<>())
                    .add(cue(file, row, words, context));
        }
    }

    private static Cue cue(TsvFile file, TsvFile.Row row, List<String> words, String context) {
        Optional<WordContext> meant = WordContext.ofId(context);
        if (meant.isEmpty() && !context.equals("none")) {
            throw file.wrong(
                    row,
                    "unknown context '" + context + "'",
                    "use negated, family, screening, exposure, prophylaxis, benign, history, remission, none or boundary");
        }
        String governs = file.require(row, "governs");
        if (!governs.equals("after") && !governs.equals("before")) {
            throw file.wrong(row, "'" + governs + "' is no direction", "use after or before");
        }
        String reach = file.require(row, "reach");
        if (!reach.matches("[0-9]{1,2}")) {
            throw file.wrong(row, "reach '" + reach + "' is no number of words", "use 0 to 99");
        }
        return new Cue(words, meant, governs.equals("after"), Integer.parseInt(reach));
    }

    /** The clauses of a text with the context of each word. */
    List<Clause> read(String text) {
        List<Clause> clauses = new ArrayList<>();
        for (String sentence : SENTENCE.split(text)) {
            List<String> words = new ArrayList<>();
            for (String word : Words.of(sentence)) {
                if (boundaries.contains(word)) {
                    close(words, clauses);
                } else {
                    words.add(word);
                }
            }
            close(words, clauses);
        }
        return clauses;
    }

    private void close(List<String> words, List<Clause> clauses) {
        if (words.isEmpty()) {
            return;
        }
        List<Set<WordContext>> contexts = new ArrayList<>();
        words.forEach(word -> contexts.add(EnumSet.noneOf(WordContext.class)));
        int place = 0;
        while (place < words.size()) {
            int length = 1;
            for (Cue cue : cuesAt(words, place)) {
                govern(cue, place, contexts);
                length = cue.words().size();
            }
            place += length;
        }
        clauses.add(new Clause(words, words.stream().map(Words::stem).toList(), contexts));
        words.clear();
    }

    /** The longest cue that stands here; several when it governs both the words before and after it. */
    private List<Cue> cuesAt(List<String> words, int place) {
        List<Cue> standing = cuesByFirstWord.getOrDefault(words.get(place), List.of()).stream()
                .filter(cue -> cue.standsAt(words, place))
                .toList();
        return standing.stream()
                .filter(cue -> cue.words().size() == standing.get(0).words().size())
                .toList();
    }

    private static void govern(Cue cue, int place, List<Set<WordContext>> contexts) {
        int end = place + cue.words().size();
        int from = cue.governsAfter() ? end : Math.max(0, place - cue.reach());
        int to = cue.governsAfter() ? Math.min(contexts.size(), end + cue.reach()) : place;
        cue.context().ifPresent(context -> contexts.subList(from, to).forEach(word -> word.add(context)));
    }
}
