// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the code lists and refuses what it does not understand: unknown columns, roles, criteria, systems, malformed
 * prefixes, contradicting rows. For one load; not thread-safe.
 */
final class CodeListReader {

    private static final String FIX_CRITERION = "use the id of a criterion of the model";

    private final Set<String> criteria;
    private final Map<String, String> seen = new HashMap<>();

    /** @param criteria the ids that rows may name */
    CodeListReader(Set<String> criteria) {
        this.criteria = Set.copyOf(criteria);
    }

    /** An ICD list: its last column limits a row to the named editions. */
    List<PrefixRule> icd(TsvFile file) {
        List<PrefixRule> rules = new ArrayList<>();
        for (TsvFile.Row row : file.rows()) {
            Set<CodeSystem> systems = Arrays.stream(file.require(row, "systems").split("\\|"))
                    .map(id -> CodeSystem.ofId(id.strip())
                            .orElseThrow(() -> file.wrong(
                                    row, "unknown code system '" + id + "'", "use icd-10, icd-10-cm, icd-10-gm, …")))
                    .collect(Collectors.toSet());
            rules.add(prefixRule(file, row, "prefix_or_range", systems));
        }
        return rules;
    }

    List<PrefixRule> atc(TsvFile file) {
        return file.rows().stream()
                .map(row -> prefixRule(file, row, "prefix", Set.of(CodeSystem.ATC)))
                .toList();
    }

    /** A list of exact codes (SNOMED CT, RxNorm): the rows go into the table. */
    void exact(TsvFile file, CodeSystem system, ExactTable.Builder table) {
        for (TsvFile.Row row : file.rows()) {
            String code = file.require(row, "code");
            CodeEntry entry = entry(file, row, file.get(row, "class"));
            table.role(system, code, entry.criterion())
                    .filter(before -> before != entry.role())
                    .ifPresent(before -> {
                        throw contradiction(
                                file, row, system.id() + " " + code, entry, before + " " + place(file, code, entry));
                    });
            table.add(system, code, domain(file, row), file.get(row, "display"), entry);
        }
    }

    void irrelevant(TsvFile file, ExactTable.Builder table) {
        for (TsvFile.Row row : file.rows()) {
            String id = file.require(row, "system");
            CodeSystem system = CodeSystem.ofId(id)
                    .orElseThrow(
                            () -> file.wrong(row, "unknown code system '" + id + "'", "use snomed, rxnorm or loinc"));
            table.add(system, file.require(row, "code"), domain(file, row), file.get(row, "display"));
        }
    }

    /** LOINC codes are checked and hashed; they classify no concept, because only the value answers them. */
    void questions(TsvFile file) {
        for (TsvFile.Row row : file.rows()) {
            refuseContradiction(file, row, "loinc " + file.require(row, "code"), entry(file, row, ""));
        }
    }

    private PrefixRule prefixRule(TsvFile file, TsvFile.Row row, String column, Set<CodeSystem> systems) {
        String text = file.require(row, column).toUpperCase(Locale.ROOT).replaceAll("(?<!\\.)\\.(?!\\.)", "");
        String[] ends = text.split("\\.\\.", -1);
        boolean sound = ends.length <= 2
                && Arrays.stream(ends).allMatch(end -> end.matches("[0-9A-Z]{2,8}"))
                && ends[0].length() == ends[ends.length - 1].length()
                && ends[0].compareTo(ends[ends.length - 1]) <= 0;
        if (!sound) {
            throw file.wrong(
                    row,
                    "'" + file.get(row, column) + "' is neither a prefix nor a range",
                    "write C50, C50.1 or C00..C97 with both ends of one length");
        }
        CodeEntry entry = entry(file, row, file.get(row, "class"));
        for (CodeSystem system : systems) {
            refuseContradiction(file, row, system.id() + " " + text, entry);
        }
        return new PrefixRule(ends[0], ends[ends.length - 1], systems, entry);
    }

    private CodeEntry entry(TsvFile file, TsvFile.Row row, String classes) {
        return new CodeEntry(
                criterion(file, row),
                role(file, row),
                classes.isEmpty() ? Set.of() : Set.of(classes.split("\\|")),
                file.get(row, "note"));
    }

    String criterion(TsvFile file, TsvFile.Row row) {
        String criterion = file.require(row, "criterion");
        if (!criteria.contains(criterion)) {
            throw file.wrong(row, "unknown criterion '" + criterion + "'", FIX_CRITERION);
        }
        return criterion;
    }

    Role role(TsvFile file, TsvFile.Row row) {
        return switch (file.require(row, "role")) {
            case "include" -> Role.INCLUDE;
            case "signal" -> Role.SIGNAL;
            case "exclude" -> Role.EXCLUDE;
            default ->
                throw file.wrong(row, "unknown role '" + file.get(row, "role") + "'", "use include, signal or exclude");
        };
    }

    private void refuseContradiction(TsvFile file, TsvFile.Row row, String code, CodeEntry entry) {
        String before = seen.putIfAbsent(
                entry.criterion() + " " + code,
                entry.role() + " in " + file.path().getFileName() + ":" + row.line());
        if (before != null && !before.startsWith(entry.role() + " ")) {
            throw contradiction(file, row, code, entry, before);
        }
    }

    private static TerminologyFileException contradiction(
            TsvFile file, TsvFile.Row row, String code, CodeEntry entry, String before) {
        return file.wrong(
                row,
                code + " is " + entry.role() + " for " + entry.criterion() + " but was " + before,
                "keep one of the two rows");
    }

    /** Where a code first stands for a criterion; looked for only when two rows contradict each other. */
    private static String place(TsvFile file, String code, CodeEntry entry) {
        return file.rows().stream()
                .filter(row -> file.get(row, "code").equals(code)
                        && file.get(row, "criterion").equals(entry.criterion()))
                .findFirst()
                .map(row -> "in " + file.path().getFileName() + ":" + row.line())
                .orElseThrow();
    }

    private static Terminology.Domain domain(TsvFile file, TsvFile.Row row) {
        return switch (file.require(row, "kind")) {
            case "medication" -> Terminology.Domain.DRUG;
            case "condition", "procedure", "observable", "observation", "observation-value" ->
                Terminology.Domain.CLINICAL;
            default ->
                throw file.wrong(
                        row,
                        "unknown kind '" + file.get(row, "kind") + "'",
                        "use condition, procedure, observation, observation-value, observable or medication");
        };
    }

    static TsvFile file(Path directory, String name, String... header) {
        return TsvFile.read(directory.resolve(name), header);
    }
}
