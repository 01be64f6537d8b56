// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes what prefix rules say of one criterion and role as one regular expression over codes as their system writes them, with
 * "longest prefix wins" worked out: only characters, classes, groups, {@code |}, {@code ?} and {@code .*}, so that every engine
 * that FHIR servers use reads it alike, matched against the whole code. For one expression; not thread-safe.
 */
final class PrefixPattern {

    private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String DIGITS = "0123456789";
    private static final String ANY = ".*";
    private static final String NONE = "";
    private static final int SHORTEST_CODE = 3;

    private static final class Node {
        private final Map<Character, Node> children = new TreeMap<>();
        private final Map<Role, Boolean> roles = new EnumMap<>(Role.class);

        /** Of several rules for one prefix the strongest role counts (CONTRACTS, Conditions of code). */
        Optional<Role> role(Optional<Role> inherited) {
            return roles.keySet().stream().findFirst().or(() -> inherited);
        }
    }

    private final CodeSystem system;
    private final String alphabet;
    private final Node root = new Node();

    private PrefixPattern(CodeSystem system) {
        this.system = system;
        this.alphabet = system == CodeSystem.ICD_9_CM ? DIGITS : DIGITS + CAPITALS;
    }

    /** The expression; empty when no rule of the criterion has this role in this system. */
    static Optional<String> of(List<PrefixRule> rules, CodeSystem system, String criterion, Role role) {
        PrefixPattern pattern = new PrefixPattern(system);
        rules.stream()
                .filter(rule -> rule.systems().contains(system)
                        && rule.entry().criterion().equals(criterion))
                .forEach(pattern::add);
        String expression = pattern.suffix(pattern.root, "", Optional.empty(), role);
        return expression.equals(NONE) ? Optional.empty() : Optional.of(expression);
    }

    private void add(PrefixRule rule) {
        String prefix = rule.low();
        mark(prefix, rule);
        while (!prefix.equals(rule.high())) {
            prefix = next(prefix);
            mark(prefix, rule);
        }
    }

    private void mark(String prefix, PrefixRule rule) {
        Node node = root;
        for (char letter : prefix.toCharArray()) {
            node = node.children.computeIfAbsent(letter, none -> new Node());
        }
        node.roles.put(rule.entry().role(), true);
    }

    /** The prefix of the same length that follows. */
    private String next(String prefix) {
        char last = prefix.charAt(prefix.length() - 1);
        String head = prefix.substring(0, prefix.length() - 1);
        int at = alphabet.indexOf(last);
        if (at >= 0 && at + 1 < alphabet.length()) {
            return head + alphabet.charAt(at + 1);
        }
        return head.length() == 1
                ? (char) (head.charAt(0) + 1) + alphabet.substring(0, 1)
                : next(head) + alphabet.charAt(0);
    }

    /** What may follow a prefix. */
    private String suffix(Node node, String prefix, Optional<Role> inherited, Role wanted) {
        Optional<Role> here = node.role(inherited);
        boolean holds = here.filter(wanted::equals).isPresent();
        if (node.children.isEmpty()) {
            return holds ? ANY : NONE;
        }
        Map<String, StringBuilder> letters = new LinkedHashMap<>();
        String possible = prefix.isEmpty() ? DIGITS + CAPITALS : alphabet;
        for (char letter : possible.toCharArray()) {
            Node child = node.children.get(letter);
            String rest = child == null ? holds ? ANY : NONE : suffix(child, prefix + letter, here, wanted);
            if (!rest.equals(NONE)) {
                letters.computeIfAbsent(rest, none -> new StringBuilder()).append(letter);
            }
        }
        if (letters.isEmpty() && !(holds && isCode(prefix))) {
            return NONE;
        }
        if (holds
                && letters.size() == 1
                && letters.getOrDefault(ANY, new StringBuilder()).length() == possible.length()) {
            return ANY;
        }
        return alternatives(letters, prefix, holds && isCode(prefix));
    }

    private String alternatives(Map<String, StringBuilder> letters, String prefix, boolean mayEnd) {
        StringBuilder body = new StringBuilder();
        letters.forEach((rest, of) -> body.append(body.length() == 0 ? "" : "|")
                .append(oneOf(of.toString()))
                .append(rest));
        String dotted = isBeforeTheDot(prefix) ? "\\.(" + body + ")" : body.toString();
        return "(" + dotted + ")" + (mayEnd ? "?" : "");
    }

    private boolean isCode(String prefix) {
        return prefix.length() >= SHORTEST_CODE;
    }

    /** After the category: three characters, four of an external cause of ICD-9-CM; ATC has no dot. */
    private boolean isBeforeTheDot(String prefix) {
        int category = system == CodeSystem.ICD_9_CM && prefix.startsWith("E") ? 4 : 3;
        return system != CodeSystem.ATC && prefix.length() == category;
    }

    private static String oneOf(String letters) {
        if (letters.length() == 1) {
            return letters;
        }
        StringBuilder classes = new StringBuilder("[");
        int from = 0;
        while (from < letters.length()) {
            int to = from;
            while (to + 1 < letters.length() && letters.charAt(to + 1) == letters.charAt(to) + 1) {
                to++;
            }
            classes.append(letters.charAt(from));
            if (to > from) {
                classes.append(to > from + 1 ? "-" : "").append(letters.charAt(to));
            }
            from = to + 1;
        }
        return classes.append("]").toString();
    }
}
