// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Codes and fixed phrases that speak of the record instead of the patient: "no known problems", "no information"
 * (MODEL §3). Immutable, thread-safe.
 */
final class Statements {

    private record Key(CodeSystem system, String code) {}

    private record Statement(Classification.Standing says, Optional<Terminology.Domain> domain, String text) {

        boolean holdsIn(Terminology.Domain other) {
            return domain.isEmpty() || domain.get() == other;
        }
    }

    private final Map<Key, Statement> byCode = new HashMap<>();
    private final Map<String, Statement> byText = new HashMap<>();

    private Statements() {}

    static Statements of(TsvFile file) {
        Statements statements = new Statements();
        for (TsvFile.Row row : file.rows()) {
            String text = file.require(row, "text");
            Statement statement = new Statement(says(file, row), domain(file, row), text);
            String id = file.get(row, "system");
            if (id.isEmpty()) {
                statements.byText.put(Words.phrase(text), statement);
            } else {
                CodeSystem system = CodeSystem.ofId(id)
                        .orElseThrow(() -> file.wrong(
                                row, "unknown code system '" + id + "'", "use snomed, absent-unknown, null-flavor, …"));
                statements.byCode.put(new Key(system, key(file.require(row, "code"))), statement);
            }
        }
        return statements;
    }

    Optional<Classification.Standing> code(CodeSystem system, String code, Terminology.Domain domain) {
        return Optional.ofNullable(byCode.get(new Key(system, key(code))))
                .filter(statement -> statement.holdsIn(domain))
                .map(Statement::says);
    }

    Optional<Classification.Standing> text(String text, Terminology.Domain domain) {
        return Optional.ofNullable(byText.get(Words.phrase(text)))
                .filter(statement -> statement.holdsIn(domain))
                .map(Statement::says);
    }

    private static String key(String code) {
        return code.strip().toLowerCase(Locale.ROOT);
    }

    private static Classification.Standing says(TsvFile file, TsvFile.Row row) {
        return switch (file.require(row, "says")) {
            case "negative" -> Classification.Standing.NEGATIVE_STATEMENT;
            case "no-information" -> Classification.Standing.NO_INFORMATION;
            case "classified" -> Classification.Standing.CLASSIFIED;
            default ->
                throw file.wrong(
                        row,
                        "'" + file.get(row, "says") + "' is unknown",
                        "use negative, no-information or classified");
        };
    }

    private static Optional<Terminology.Domain> domain(TsvFile file, TsvFile.Row row) {
        return switch (file.require(row, "domain")) {
            case "clinical" -> Optional.of(Terminology.Domain.CLINICAL);
            case "drug" -> Optional.of(Terminology.Domain.DRUG);
            case "both" -> Optional.empty();
            default ->
                throw file.wrong(row, "'" + file.get(row, "domain") + "' is unknown", "use clinical, drug or both");
        };
    }
}
