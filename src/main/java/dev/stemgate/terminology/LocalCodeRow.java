// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the cells of one row of the local map. */
final class LocalCodeRow {

    /** What a spreadsheet makes of a long number: 2.81E+14. */
    private static final Pattern ROUNDED = Pattern.compile("\\d+([.,]\\d+)?[eE]\\+\\d+");

    private LocalCodeRow() {}

    static LocalCode read(CsvFile file, CsvFile.Row row) {
        if (row.values().size() != file.columns().size()) {
            throw file.wrong(
                    row,
                    "the row has " + row.values().size() + " columns and the header "
                            + file.columns().size(),
                    "put a value that holds a comma in quotation marks");
        }
        String system = cell(file, row, "system");
        String code = cell(file, row, "code");
        String display = cell(file, row, "display");
        if (!code.isEmpty() && system.isEmpty()) {
            throw file.wrong(
                    row,
                    "the code '" + code + "' has no system",
                    "name its system, or leave the code empty to classify the text of the display");
        }
        if (code.isEmpty() && !system.isEmpty()) {
            throw file.wrong(row, "the system has no code", "name the code, or leave the system empty too");
        }
        if (code.isEmpty() && Words.of(display).isEmpty()) {
            throw file.wrong(row, "the row names neither a code nor a text", "fill system and code, or display");
        }
        if (ROUNDED.matcher(code).matches()) {
            throw file.wrong(
                    row,
                    "the code '" + code + "' looks like a number that a spreadsheet has rounded",
                    "copy the code again into a column that is formatted as text");
        }
        String criterion = cell(file, row, "criterion");
        if (criterion.isEmpty()) {
            throw file.wrong(row, "column 'criterion' is empty", "name a criterion or write irrelevant");
        }
        return new LocalCode(
                system,
                code,
                display,
                domain(file, row),
                criterion,
                role(file, row, criterion),
                classes(cell(file, row, "class")),
                cell(file, row, "note"),
                cell(file, row, "who"),
                cell(file, row, "date"));
    }

    private static String cell(CsvFile file, CsvFile.Row row, String column) {
        return CsvText.unguard(file.get(row, column));
    }

    private static Optional<Terminology.Domain> domain(CsvFile file, CsvFile.Row row) {
        String word = cell(file, row, "domain");
        return switch (word) {
            case "" -> Optional.empty();
            case "drug" -> Optional.of(Terminology.Domain.DRUG);
            case "clinical" -> Optional.of(Terminology.Domain.CLINICAL);
            default -> throw file.wrong(row, "unknown domain '" + word + "'", "use drug or clinical");
        };
    }

    private static Optional<Role> role(CsvFile file, CsvFile.Row row, String criterion) {
        String word = cell(file, row, "role");
        if (criterion.equals(LocalCode.IRRELEVANT)) {
            if (!word.isEmpty()) {
                throw file.wrong(row, "what is irrelevant has no role", "leave the column 'role' empty");
            }
            return Optional.empty();
        }
        return Arrays.stream(Role.values())
                .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .or(() -> {
                    throw file.wrong(row, "unknown role '" + word + "'", "use include, signal or exclude");
                });
    }

    private static Set<String> classes(String words) {
        return Arrays.stream(words.split("\\|"))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }
}
