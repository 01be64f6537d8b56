// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which words bear on which criterion ({@code model/words/words.tsv}). Words in a negated, family, screening, exposure,
 * prophylaxis or benign context say nothing; words of the past or of remission only match rows that name that context.
 * Immutable, thread-safe.
 */
final class WordRules {

    private record Rule(
            CodeEntry entry, Set<Terminology.Domain> domains, Set<WordContext> contexts, List<WordPattern> patterns) {

        Optional<CodeEntry> apply(Clause clause) {
            for (WordPattern pattern : patterns) {
                Optional<BitSet> places = pattern.find(clause);
                if (places.isPresent() && contexts.contains(clause.contextOf(places.get()))) {
                    return Optional.of(new CodeEntry(
                            entry.criterion(), entry.role(), entry.classes(), "words of the text: " + pattern));
                }
            }
            return Optional.empty();
        }
    }

    private final ContextGrammar grammar;
    private final List<Rule> rules;

    private WordRules(ContextGrammar grammar, List<Rule> rules) {
        this.grammar = grammar;
        this.rules = List.copyOf(rules);
    }

    static WordRules of(TsvFile file, ContextGrammar grammar, CodeListReader reader) {
        List<Rule> rules = new ArrayList<>();
        for (TsvFile.Row row : file.rows()) {
            String classes = file.get(row, "class");
            rules.add(new Rule(
                    new CodeEntry(
                            reader.criterion(file, row),
                            reader.role(file, row),
                            classes.isEmpty() ? Set.of() : Set.of(classes.split("\\|")),
                            file.get(row, "note")),
                    domains(file, row),
                    contexts(file, row),
                    patterns(file, row)));
        }
        return new WordRules(grammar, rules);
    }

    /** The criteria that the words of a text bear on, one entry each. */
    List<CodeEntry> find(String text, Terminology.Domain domain) {
        CodeEntries found = new CodeEntries();
        for (Clause clause : grammar.read(text)) {
            rules.stream()
                    .filter(rule -> rule.domains().contains(domain))
                    .flatMap(rule -> rule.apply(clause).stream())
                    .filter(entry -> entry.role() != Role.EXCLUDE)
                    .forEach(found::add);
        }
        return found.toList();
    }

    private static List<WordPattern> patterns(TsvFile file, TsvFile.Row row) {
        try {
            return Arrays.stream(file.require(row, "words").split(";"))
                    .map(String::strip)
                    .filter(pattern -> !pattern.isEmpty())
                    .map(WordPattern::new)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw file.wrong(
                    row,
                    "'" + file.get(row, "words") + "' holds a pattern without a word",
                    "write words separated by ; and see the head of the file");
        }
    }

    private static Set<WordContext> contexts(TsvFile file, TsvFile.Row row) {
        Set<WordContext> contexts = EnumSet.noneOf(WordContext.class);
        for (String id : file.require(row, "contexts").split("\\|")) {
            contexts.add(WordContext.ofId(id)
                    .filter(context -> !context.isSilent())
                    .orElseThrow(() -> file.wrong(
                            row, "unknown context '" + id + "'", "use plain, history or remission, joined by |")));
        }
        return contexts;
    }

    private static Set<Terminology.Domain> domains(TsvFile file, TsvFile.Row row) {
        return switch (file.require(row, "domain")) {
            case "clinical" -> EnumSet.of(Terminology.Domain.CLINICAL);
            case "drug" -> EnumSet.of(Terminology.Domain.DRUG);
            case "both" -> EnumSet.allOf(Terminology.Domain.class);
            default ->
                throw file.wrong(row, "'" + file.get(row, "domain") + "' is unknown", "use clinical, drug or both");
        };
    }
}
