// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.it.cql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which value sets of the CQL a code belongs to, read from the code lists of {@code model/} by a loader that shares nothing
 * with the product: prefixes and ranges (the longest of a criterion wins; at equal length include before signal before
 * exclude), exact codes, and the named code groups. A value set is {@code criterion|role|class|kind}, where role and class may
 * be {@code *} and kind is {@code drug} or {@code other}. Not thread-safe while loading, immutable afterwards.
 */
final class CodeRules {

    private static final List<String> STRENGTH = List.of("include", "signal", "exclude");
    private static final String OTHER = "other";
    private static final String DRUG = "drug";

    private final Map<String, Map<String, List<Rule>>> prefixes = new HashMap<>();
    private final Map<String, Set<String>> exact = new HashMap<>();
    private final Map<String, List<Rule>> groups = new HashMap<>();

    /** A row of a prefix list: all codes whose first {@code low.length()} characters lie between the two bounds. */
    private record Rule(
            String low,
            String high,
            String role,
            Set<String> classes,
            String kind,
            boolean whole,
            Set<String> editions) {

        boolean holdsFor(String edition) {
            return editions.isEmpty() || editions.contains(edition);
        }

        boolean matches(String code) {
            if (whole ? code.length() != low.length() : code.length() < low.length()) {
                return false;
            }
            String head = code.substring(0, low.length());
            return head.compareTo(low) >= 0 && head.compareTo(high) <= 0;
        }

        boolean strongerThan(Rule other) {
            int longer = Integer.compare(low.length(), other.low.length());
            return longer > 0 || (longer == 0 && STRENGTH.indexOf(role) < STRENGTH.indexOf(other.role));
        }
    }

    static CodeRules load(Path modelDir) throws IOException {
        CodeRules rules = new CodeRules();
        Path lists = modelDir.resolve("code-lists");
        rules.prefixFile(lists.resolve("icd10.tsv"), "icd-10", "prefix_or_range", OTHER);
        rules.prefixFile(lists.resolve("icd9cm.tsv"), "icd-9-cm", "prefix_or_range", OTHER);
        rules.prefixFile(lists.resolve("atc.tsv"), "atc", "prefix", DRUG);
        rules.exactFile(lists.resolve("snomed.tsv"), "snomed");
        rules.exactFile(lists.resolve("rxnorm.tsv"), "rxnorm");
        for (String group : List.of("in-situ", "acquired-neutropenia", "splenectomy", "psychiatric", "acute-not-j01")) {
            rules.groupFile(modelDir.resolve("code-groups").resolve(group + ".tsv"), group);
        }
        return rules;
    }

    /** The value sets of one code; empty when no list knows it. */
    Set<String> valueSets(String systemUri, String code) {
        String edition = CodeSystems.of(systemUri);
        String system = edition.startsWith("icd-10") ? "icd-10" : edition;
        String plain = plain(code);
        Set<String> sets = new HashSet<>(exact.getOrDefault(system + "|" + code.strip(), Set.of()));
        prefixes.getOrDefault(system, Map.of()).forEach((criterion, rules) -> rules.stream()
                .filter(rule -> rule.matches(plain) && rule.holdsFor(edition))
                .reduce((one, other) -> other.strongerThan(one) ? other : one)
                .ifPresent(rule -> addAll(sets, criterion, rule.role, rule.classes, rule.kind)));
        groups.getOrDefault(system, List.of()).stream()
                .filter(rule -> rule.matches(plain))
                .forEach(rule -> sets.add("group|" + rule.role + "|*|" + rule.kind));
        return sets;
    }

    private void prefixFile(Path file, String system, String codeColumn, String kind) throws IOException {
        for (Map<String, String> row : rows(file)) {
            String[] bounds = row.get(codeColumn).split("\\.\\.");
            String systems = row.getOrDefault("systems", "");
            Set<String> editions = systems.isEmpty() ? Set.of() : Set.of(systems.split("\\|"));
            Rule rule = new Rule(
                    plain(bounds[0]),
                    plain(bounds[bounds.length - 1]),
                    row.get("role"),
                    classes(row),
                    kind,
                    false,
                    editions);
            prefixes.computeIfAbsent(system, key -> new HashMap<>())
                    .computeIfAbsent(row.get("criterion"), key -> new ArrayList<>())
                    .add(rule);
        }
    }

    private void exactFile(Path file, String system) throws IOException {
        for (Map<String, String> row : rows(file)) {
            String kind = row.get("kind").equals("medication") ? DRUG : OTHER;
            Set<String> sets = exact.computeIfAbsent(system + "|" + row.get("code"), key -> new HashSet<>());
            addAll(sets, row.get("criterion"), row.get("role"), classes(row), kind);
        }
    }

    private void groupFile(Path file, String group) throws IOException {
        for (Map<String, String> row : rows(file)) {
            String named = row.get("system");
            boolean whole = named.endsWith("-exact") || named.equals("snomed") || named.equals("rxnorm");
            String system = named.replace("-exact", "");
            String code = plain(row.get("code"));
            String kind = group.equals("acute-not-j01") ? DRUG : OTHER;
            groups.computeIfAbsent(system, key -> new ArrayList<>())
                    .add(new Rule(code, code, group, Set.of(), kind, whole, Set.of()));
        }
    }

    private static void addAll(Set<String> sets, String criterion, String role, Set<String> classes, String kind) {
        if (role.equals("exclude")) {
            return;
        }
        for (String named : List.of(role, "*")) {
            sets.add(String.join("|", criterion, named, "*", kind));
            classes.forEach(name -> sets.add(String.join("|", criterion, named, name, kind)));
        }
    }

    private static Set<String> classes(Map<String, String> row) {
        String names = row.getOrDefault("class", "");
        return names.isEmpty() ? Set.of() : Set.of(names.split("\\|"));
    }

    private static String plain(String code) {
        return code.strip().toUpperCase(Locale.ROOT).replace(".", "");
    }

    private static List<Map<String, String>> rows(Path file) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        String[] header = null;
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            String[] cells = line.split("\t", -1);
            if (header == null) {
                header = cells;
                continue;
            }
            Map<String, String> row = new HashMap<>();
            for (int column = 0; column < Math.min(header.length, cells.length); column++) {
                row.put(header[column], cells[column]);
            }
            rows.add(row);
        }
        return rows;
    }
}
