// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which words bear on which criterion ({@code model/words/words.tsv}). Words in a negated, family, exposure,
 * prophylaxis or benign context say nothing; words of the past, of remission or of a screening only match rows that name that context (an antenatal screening
 * is one of the pregnant). Words
 * that an exclude row names ("chronic pneumonia" for an acute inflammation) say nothing of its criterion; other words beside
 * them do.
 * Immutable, thread-safe.
 */
final class WordRules {

    private record Rule(
            CodeEntry entry, Set<Terminology.Domain> domains, Set<WordContext> contexts, List<WordPattern> patterns) {}

    /** A pattern and the rule that it belongs to. */
    private record Entry(Rule rule, WordPattern pattern) {

        String criterion() {
            return rule.entry().criterion();
        }

        boolean isExclusion() {
            return rule.entry().role() == Role.EXCLUDE;
        }

        boolean matches(Clause clause, BitSet taken) {
            return pattern.find(clause, rule.contexts(), taken)
                    .filter(places -> rule.contexts().contains(clause.contextOf(places)))
                    .isPresent();
        }

        CodeEntry found() {
            CodeEntry entry = rule.entry();
            return new CodeEntry(entry.criterion(), entry.role(), entry.classes(), "words of the text: " + pattern);
        }
    }

    /** The patterns of one domain in the order of the file, exclusions first. */
    private record Table(List<Entry> entries, WordIndex index) {

        static Table of(List<Rule> rules, Terminology.Domain domain) {
            List<Entry> entries = rules.stream()
                    .filter(rule -> rule.domains().contains(domain))
                    .sorted(Comparator.comparing(rule -> rule.entry().role() != Role.EXCLUDE))
                    .flatMap(rule -> rule.patterns().stream().map(pattern -> new Entry(rule, pattern)))
                    .toList();
            return new Table(
                    entries, new WordIndex(entries.stream().map(Entry::pattern).toList()));
        }

        void read(Clause clause, CodeEntries found) {
            BitSet candidates = index.candidates(clause);
            Set<Rule> applied = Collections.newSetFromMap(new IdentityHashMap<>());
            Map<String, BitSet> taken = new HashMap<>();
            for (int at = candidates.nextSetBit(0); at >= 0; at = candidates.nextSetBit(at + 1)) {
                Entry entry = entries.get(at);
                BitSet excluded = taken.computeIfAbsent(entry.criterion(), key -> new BitSet());
                if (entry.isExclusion()) {
                    excluded.or(entry.pattern().everywhere(clause));
                } else if (!applied.contains(entry.rule()) && entry.matches(clause, excluded)) {
                    applied.add(entry.rule());
                    found.add(entry.found());
                }
            }
        }
    }

    private final ContextGrammar grammar;
    private final Map<Terminology.Domain, Table> tables = new EnumMap<>(Terminology.Domain.class);

    private WordRules(ContextGrammar grammar, List<Rule> rules) {
        this.grammar = grammar;
        for (Terminology.Domain domain : Terminology.Domain.values()) {
            tables.put(domain, Table.of(rules, domain));
        }
    }

    static WordRules of(TsvFile file, WordGroups groups, ContextGrammar grammar, CodeListReader reader) {
        List<Rule> rules = new ArrayList<>();
        for (TsvFile.Row row : file.rows()) {
            String classes = file.get(row, "class");
            file.require(row, "source");
            rules.add(new Rule(
                    new CodeEntry(
                            reader.criterion(file, row),
                            reader.role(file, row),
                            classes.isEmpty() ? Set.of() : Set.of(classes.split("\\|")),
                            file.get(row, "note")),
                    domains(file, row),
                    contexts(file, row),
                    groups.patterns(file, row)));
        }
        return new WordRules(grammar, rules);
    }

    /** The criteria that the words of a text bear on, one entry each. */
    List<CodeEntry> find(String text, Terminology.Domain domain) {
        CodeEntries found = new CodeEntries();
        for (Clause clause : grammar.read(text)) {
            tables.get(domain).read(clause, found);
        }
        return found.toList();
    }

    private static Set<WordContext> contexts(TsvFile file, TsvFile.Row row) {
        Set<WordContext> contexts = EnumSet.noneOf(WordContext.class);
        for (String id : file.require(row, "contexts").split("\\|")) {
            contexts.add(WordContext.ofId(id)
                    .filter(context -> !context.isSilent() || context == WordContext.SCREENING)
                    .orElseThrow(() -> file.wrong(
                            row,
                            "unknown context '" + id + "'",
                            "use plain, history, remission or screening, joined by |")));
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
